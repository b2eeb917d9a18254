// A façade over GNU libmicrohttpd (0.9.75 or newer): opaque types and fixed arguments, because the
// library's own start function is variadic and its header brings the system's socket headers.
//
// A server owns its listening socket and a pool of threads. For every request whose headers and
// body have arrived, or which is refused before its body, one of these threads calls the handler
// once; the handler answers through the request it was given, before it returns.

#ifndef CMICROHTTPD_H
#define CMICROHTTPD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

typedef struct cmicrohttpd_server cmicrohttpd_server;
typedef struct cmicrohttpd_request cmicrohttpd_request;
typedef struct cmicrohttpd_response cmicrohttpd_response;

// Called on the server's threads, several at a time. The request lives until the call returns.
typedef void (*cmicrohttpd_handler)(void *context, cmicrohttpd_request *request);

typedef struct {
  uint32_t threads;             // at least 1
  uint32_t connections;         // open at once; at least `threads`
  uint32_t timeout_seconds;     // without any byte moving, after which a connection is closed
  uint32_t deadline_seconds;    // for a whole request to arrive, and for its whole answer to be taken
  size_t connection_memory;     // bytes for one request's line and headers, and for output
  size_t target_bytes;          // the longest path with query; 414 beyond
  size_t body_bytes;            // the longest body; 413 beyond
} cmicrohttpd_limits;

// The family of a numeric address: AF_INET, AF_INET6, or 0 where it is neither; *loopback is whether
// only this machine can connect to it.
int cmicrohttpd_address_family(const char *address, bool *loopback);

// Starts a server on a numeric IPv4 or IPv6 address; port 0 takes any free one. Returns NULL and
// sets *error to an errno when it cannot (EADDRINUSE when the port is taken, ELIBACC when the library
// is not installed). Signals blocked in
// the calling thread are blocked in the server's threads.
cmicrohttpd_server *_Nullable cmicrohttpd_start(const char *address, uint16_t port,
                                                const cmicrohttpd_limits *limits,
                                                cmicrohttpd_handler handler, void *context,
                                                int *error);

// The port the server listens on.
uint16_t cmicrohttpd_port(const cmicrohttpd_server *server);

// Refuses new connections, waits at most `grace_milliseconds` for requests under way to be
// answered, then closes everything and frees the server. A handler still running is waited for,
// because its thread cannot be stopped, but its answer may be lost.
void cmicrohttpd_stop(cmicrohttpd_server *server, uint32_t grace_milliseconds);

// 0, or the status this request must be refused with: 411 (a body without a stated length), 413 or
// 414. A refused request has no body.
uint32_t cmicrohttpd_refusal(const cmicrohttpd_request *request);

const char *cmicrohttpd_method(const cmicrohttpd_request *request);

// The request target as it was sent: path and query, still percent-encoded.
const char *cmicrohttpd_target(const cmicrohttpd_request *request);

// Calls `visit` for each header in the order received; the strings live until it returns.
typedef void (*cmicrohttpd_header_visitor)(void *context, const char *name, size_t name_length,
                                           const char *value, size_t value_length);
void cmicrohttpd_each_header(const cmicrohttpd_request *request,
                             cmicrohttpd_header_visitor visit, void *context);

// The body's first byte, or NULL when it is empty.
const uint8_t *_Nullable cmicrohttpd_body(const cmicrohttpd_request *request);
size_t cmicrohttpd_body_length(const cmicrohttpd_request *request);

// A response with a copy of `body`; NULL when memory is short.
cmicrohttpd_response *_Nullable cmicrohttpd_response_create(const uint8_t *_Nullable body,
                                                            size_t length);

// Adds a header; false when the library rejects it (a line break, an empty value) or memory is
// short.
bool cmicrohttpd_response_add_header(cmicrohttpd_response *response, const char *name,
                                     const char *value);

// Answers the request and consumes the response. To be called once per request; a request left
// unanswered has its connection closed. To a HEAD request only the headers are sent.
void cmicrohttpd_respond(cmicrohttpd_request *request, uint32_t status,
                         cmicrohttpd_response *response);

#pragma clang assume_nonnull end

#endif
