package io.chasqui.platform.request;

import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;

/**
 * What a caller accepts, without the parameters of its types: an answer has the type that its
 * operation says. A charset, of which JSON has none (RFC 8259, 11), would else become the answer's,
 * and nobody would be there to write it, when what was asked for has long been done.
 */
final class AcceptedTypes implements ContentNegotiationStrategy {

  private final ContentNegotiationStrategy header = new HeaderContentNegotiationStrategy();

  @Override
  public List<MediaType> resolveMediaTypes(NativeWebRequest request)
      throws HttpMediaTypeNotAcceptableException {
    return header.resolveMediaTypes(request).stream().map(AcceptedTypes::plain).distinct().toList();
  }

  private static MediaType plain(MediaType type) {
    return new MediaType(type.getType(), type.getSubtype(), type.getQualityValue());
  }
}
