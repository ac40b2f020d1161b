package io.chasqui.platform.request;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;

/**
 * What a caller accepts, without the parameters of its types: an answer has the type that its
 * operation says. A charset, of which JSON has none (RFC 8259, 11), would else become the answer's,
 * and nobody would be there to write it, when what was asked for has long been done. Therefore the
 * parameters are not read at all, but for a weight that is one (RFC 9110, 12.4.2).
 */
final class AcceptedTypes implements ContentNegotiationStrategy {

  private static final Pattern WEIGHT =
      Pattern.compile(";\\s*[qQ]=(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?)\\s*(?:;|$)");

  @Override
  public List<MediaType> resolveMediaTypes(NativeWebRequest request)
      throws HttpMediaTypeNotAcceptableException {
    String[] headers = request.getHeaderValues(HttpHeaders.ACCEPT);
    if (headers == null) {
      return MEDIA_TYPE_ALL_LIST;
    }
    List<MediaType> types = new ArrayList<>();
    for (String header : headers) {
      for (String type : MimeTypeUtils.tokenize(header)) {
        types.add(plain(type));
      }
    }
    MimeTypeUtils.sortBySpecificity(types);
    return types.isEmpty() ? MEDIA_TYPE_ALL_LIST : types.stream().distinct().toList();
  }

  private static MediaType plain(String written) throws HttpMediaTypeNotAcceptableException {
    try {
      MediaType type = MediaType.parseMediaType(written.split(";", 2)[0]);
      return new MediaType(type.getType(), type.getSubtype(), weight(written));
    } catch (InvalidMediaTypeException e) {
      throw new HttpMediaTypeNotAcceptableException("Accept names what is no type");
    }
  }

  private static double weight(String type) {
    Matcher weight = WEIGHT.matcher(QuotedStrings.without(type));
    return weight.find() ? Double.parseDouble(weight.group(1)) : 1;
  }
}
