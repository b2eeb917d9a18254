import HTTPServer

/// The OpenSearch description (version 1.1), from which a browser adds the library to its search engines.
enum SearchDescription {
  /// The description for the address that the request came to.
  static func response(to request: Request) -> Response {
    let language = Language(of: request)
    // The server answers only to hosts whose names need no escape in XML; see `AccessRules`.
    let site = "http://\(request.header("Host") ?? "localhost")"
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
        <ShortName>\(language.text(.product))</ShortName>
        <Description>\(language.text(.welcome))</Description>
        <InputEncoding>UTF-8</InputEncoding>
        <Image width="16" height="16" type="image/svg+xml">\(site)/icon.svg</Image>
        <Url type="text/html" template="\(site)/?q={searchTerms}"/>

      </OpenSearchDescription>

      """
    var response = Response(
      headers: [Header("Content-Type", "application/opensearchdescription+xml; charset=utf-8")],
      body: Array(text.utf8))
    response.vary(by: "Accept-Language, Cookie")
    return response
  }
}
