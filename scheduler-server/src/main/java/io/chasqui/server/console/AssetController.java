package io.chasqui.server.console;

import io.chasqui.server.api.problem.NotFound;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Files of pages, the login's too: everybody may have them. */
@Hidden
@RestController
class AssetController {

  private static final CacheControl FOR_GOOD =
      CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

  private final Assets assets;

  AssetController(Assets assets) {
    this.assets = assets;
  }

  @GetMapping(Assets.PATH + "{file}")
  ResponseEntity<Resource> file(@PathVariable String file) {
    Assets.Asset asset = assets.find(file).orElseThrow(() -> new NotFound("not-found"));
    return ResponseEntity.ok()
        .contentType(asset.type())
        .cacheControl(FOR_GOOD)
        .body(asset.content());
  }
}
