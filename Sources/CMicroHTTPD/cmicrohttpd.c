#define _GNU_SOURCE
#include "cmicrohttpd.h"

#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

// MARK: Loading

// The library is loaded when a server starts, not with the program: it brings nine others along
// (TLS), whose linking took 1.2 ms of every search from the command line.
#define SONAME "libmicrohttpd.so.12"
#define FUNCTIONS(X) \
  X(lookup_connection_value) \
  X(get_connection_values_n) \
  X(get_connection_info) \
  X(create_response_from_buffer) \
  X(add_response_header) \
  X(queue_response) \
  X(destroy_response) \
  X(start_daemon) \
  X(quiesce_daemon) \
  X(stop_daemon)

#define MEMBER(name) typeof(&MHD_##name) name;
static struct {
  FUNCTIONS(MEMBER)
} mhd;
static pthread_once_t loading = PTHREAD_ONCE_INIT;
static bool loaded;

static void load(void) {
  void *handle = dlopen(SONAME, RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) return;
  loaded = true;
#define LOAD(name) \
  mhd.name = (typeof(&MHD_##name))dlsym(handle, "MHD_" #name); \
  loaded = loaded && mhd.name != NULL;
  FUNCTIONS(LOAD)
}

// A client that has connected, from the library's first word of it to the last.
typedef struct connection {
  struct connection *previous, *next;
  int socket;
  atomic_llong since;       // milliseconds: when it last began to send a request, or to take an answer
  atomic_bool is_answering;  // a handler is running: the time is ours
} connection;

struct cmicrohttpd_server {
  struct MHD_Daemon *daemon;
  int listener;
  uint16_t port;
  cmicrohttpd_limits limits;
  cmicrohttpd_handler handler;
  void *context;

  atomic_bool stopping;
  pthread_mutex_t lock;
  pthread_cond_t idle;  // signalled when `active` falls to 0
  size_t active;        // requests between their headers and the end of their answer

  pthread_t watchman;   // cuts off connections that are past their deadline
  pthread_cond_t wake;  // signalled when the watchman is to end
  bool is_watched;      // until it is to end
  connection *connections;
};

struct cmicrohttpd_request {
  cmicrohttpd_server *server;
  struct MHD_Connection *connection;
  const char *method;
  char *target;
  uint8_t *body;
  size_t body_length;
  size_t body_capacity;
  uint32_t refusal;
  bool active;
  bool answered;
};

// MARK: Connections

static long long milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

static void connection_changed(void *context, struct MHD_Connection *handle, void **state,
                               enum MHD_ConnectionNotificationCode what) {
  cmicrohttpd_server *server = context;
  if (what == MHD_CONNECTION_NOTIFY_STARTED) {
    connection *client = calloc(1, sizeof *client);
    if (client == NULL) return;
    client->socket =
        mhd.get_connection_info(handle, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
    atomic_init(&client->since, milliseconds());
    pthread_mutex_lock(&server->lock);
    client->next = server->connections;
    if (client->next != NULL) client->next->previous = client;
    server->connections = client;
    pthread_mutex_unlock(&server->lock);
    *state = client;
  } else if (*state != NULL) {
    // The library closes the socket only after this, so the watchman never shuts down another's.
    connection *client = *state;
    pthread_mutex_lock(&server->lock);
    if (client->next != NULL) client->next->previous = client->previous;
    if (client->previous != NULL)
      client->previous->next = client->next;
    else
      server->connections = client->next;
    pthread_mutex_unlock(&server->lock);
    free(client);
    *state = NULL;
  }
}

// The library only knows how long nothing has moved: a client that sends, or takes, a byte now and then
// could hold its connection for ever.
static void *watch(void *context) {
  cmicrohttpd_server *server = context;
  long long deadline = server->limits.deadline_seconds * 1000LL;
  pthread_mutex_lock(&server->lock);
  while (server->is_watched) {
    struct timespec next;
    clock_gettime(CLOCK_MONOTONIC, &next);
    next.tv_sec += 1;
    pthread_cond_timedwait(&server->wake, &server->lock, &next);
    long long oldest = milliseconds() - deadline;
    for (connection *client = server->connections; client != NULL; client = client->next)
      // In this order: the end of a handler sets the time before it says so.
      if (!atomic_load(&client->is_answering) && atomic_load(&client->since) < oldest)
        shutdown(client->socket, SHUT_RDWR);
  }
  pthread_mutex_unlock(&server->lock);
  return NULL;
}

static connection *client_of(struct MHD_Connection *handle) {
  return mhd.get_connection_info(handle, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

// MARK: Requests

// The only moment the library shows the target before it decodes it in place.
static void *request_began(void *context, const char *target, struct MHD_Connection *connection) {
  struct connection *client = client_of(connection);
  if (client != NULL) atomic_store(&client->since, milliseconds());
  cmicrohttpd_request *request = calloc(1, sizeof *request);
  if (request == NULL) return NULL;
  request->server = context;
  request->connection = connection;
  request->target = strdup(target);
  return request;
}

static void request_ended(void *context, struct MHD_Connection *connection, void **state,
                          enum MHD_RequestTerminationCode reason) {
  (void)context, (void)reason;
  cmicrohttpd_request *request = *state;
  if (request == NULL) return;
  *state = NULL;
  struct connection *client = client_of(connection);
  if (client != NULL) atomic_store(&client->since, milliseconds());
  if (request->active) {
    cmicrohttpd_server *server = request->server;
    pthread_mutex_lock(&server->lock);
    if (--server->active == 0) pthread_cond_broadcast(&server->idle);
    pthread_mutex_unlock(&server->lock);
  }
  free(request->target);
  free(request->body);
  free(request);
}

static const char *header(const cmicrohttpd_request *request, const char *name) {
  return mhd.lookup_connection_value(request->connection, MHD_HEADER_KIND, name);
}

// The status the headers alone earn, or 0. With a length stated and within the limit, the library
// delivers exactly that many bytes, so the body needs no further check.
static uint32_t refusal(cmicrohttpd_request *request) {
  const cmicrohttpd_limits *limits = &request->server->limits;
  if (strlen(request->target) > limits->target_bytes) return MHD_HTTP_URI_TOO_LONG;
  if (header(request, "Transfer-Encoding") != NULL) return MHD_HTTP_LENGTH_REQUIRED;
  const char *length = header(request, "Content-Length");
  if (length == NULL) return 0;
  // The library has refused what is not a number of 64 bits.
  unsigned long long bytes = strtoull(length, NULL, 10);
  if (bytes > limits->body_bytes) return MHD_HTTP_CONTENT_TOO_LARGE;
  request->body_capacity = bytes;
  return 0;
}

// After a burst, most of the connections that wait to be accepted belong to clients that have given up
// meanwhile; whoever comes next would wait for all their answers. A client that has only ended its own
// side cannot be told from these and counts as gone, too.
static bool has_gone(const connection *client) {
  struct pollfd end = {.fd = client->socket, .events = POLLRDHUP};
  return poll(&end, 1, 0) == 1;
}

static enum MHD_Result answer(cmicrohttpd_request *request) {
  connection *client = client_of(request->connection);
  if (client != NULL && has_gone(client)) return MHD_NO;
  if (client != NULL) atomic_store(&client->is_answering, true);
  request->server->handler(request->server->context, request);
  if (client != NULL) {
    atomic_store(&client->since, milliseconds());
    atomic_store(&client->is_answering, false);
  }
  return request->answered ? MHD_YES : MHD_NO;
}

// Called once after the headers, then for each piece of the body, then once at the end.
static enum MHD_Result request_progressed(void *context, struct MHD_Connection *connection,
                                          const char *url, const char *method, const char *version,
                                          const char *data, size_t *length, void **state) {
  (void)connection, (void)url, (void)version;
  cmicrohttpd_server *server = context;
  cmicrohttpd_request *request = *state;
  if (request == NULL || request->target == NULL) return MHD_NO;

  if (!request->active) {
    request->active = true;
    request->method = method;
    pthread_mutex_lock(&server->lock);
    server->active++;
    pthread_mutex_unlock(&server->lock);

    request->refusal = refusal(request);
    if (request->refusal != 0) return answer(request);
    if (request->body_capacity > 0) {
      request->body = malloc(request->body_capacity);
      if (request->body == NULL) return MHD_NO;
    }
    return MHD_YES;
  }
  if (*length > 0) {
    if (*length > request->body_capacity - request->body_length) return MHD_NO;
    memcpy(request->body + request->body_length, data, *length);
    request->body_length += *length;
    *length = 0;
    return MHD_YES;
  }
  return answer(request);
}

uint32_t cmicrohttpd_refusal(const cmicrohttpd_request *request) { return request->refusal; }

const char *cmicrohttpd_method(const cmicrohttpd_request *request) { return request->method; }

const char *cmicrohttpd_target(const cmicrohttpd_request *request) { return request->target; }

typedef struct {
  cmicrohttpd_header_visitor visit;
  void *context;
} header_walk;

static enum MHD_Result walk_header(void *context, enum MHD_ValueKind kind, const char *name,
                                   size_t name_length, const char *value, size_t value_length) {
  (void)kind;
  const header_walk *walk = context;
  walk->visit(walk->context, name, name_length, value == NULL ? "" : value, value_length);
  return MHD_YES;
}

void cmicrohttpd_each_header(const cmicrohttpd_request *request, cmicrohttpd_header_visitor visit,
                             void *context) {
  header_walk walk = {visit, context};
  mhd.get_connection_values_n(request->connection, MHD_HEADER_KIND, walk_header, &walk);
}

const uint8_t *cmicrohttpd_body(const cmicrohttpd_request *request) { return request->body; }

size_t cmicrohttpd_body_length(const cmicrohttpd_request *request) { return request->body_length; }

// MARK: Responses

// An opaque name for the library's own type.
static struct MHD_Response *library(cmicrohttpd_response *response) {
  return (struct MHD_Response *)response;
}

cmicrohttpd_response *cmicrohttpd_response_create(const uint8_t *body, size_t length) {
  return (cmicrohttpd_response *)mhd.create_response_from_buffer(length, (void *)body,
                                                                 MHD_RESPMEM_MUST_COPY);
}

bool cmicrohttpd_response_add_header(cmicrohttpd_response *response, const char *name,
                                     const char *value) {
  return mhd.add_response_header(library(response), name, value) == MHD_YES;
}

void cmicrohttpd_respond(cmicrohttpd_request *request, uint32_t status,
                         cmicrohttpd_response *response) {
  // Otherwise a busy client would hold its connection, and the server, open.
  if (atomic_load(&request->server->stopping))
    mhd.add_response_header(library(response), "Connection", "close");
  request->answered = mhd.queue_response(request->connection, status, library(response)) == MHD_YES;
  mhd.destroy_response(library(response));
}

// MARK: Servers

int cmicrohttpd_address_family(const char *address, bool *loopback) {
  struct in_addr v4;
  struct in6_addr v6;
  *loopback = false;
  if (inet_pton(AF_INET, address, &v4) == 1) {
    *loopback = ntohl(v4.s_addr) >> 24 == 127;
    return AF_INET;
  }
  if (inet_pton(AF_INET6, address, &v6) == 1) {
    *loopback = IN6_IS_ADDR_LOOPBACK(&v6);
    return AF_INET6;
  }
  return 0;
}

// A listening socket of our own rather than the library's, for an exact errno and the port.
static int listen_on(const char *address, uint16_t port, uint16_t *actual_port) {
  union {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
  } socket_address;
  memset(&socket_address, 0, sizeof socket_address);
  socklen_t size;
  if (inet_pton(AF_INET, address, &socket_address.v4.sin_addr) == 1) {
    socket_address.v4.sin_family = AF_INET;
    socket_address.v4.sin_port = htons(port);
    size = sizeof socket_address.v4;
  } else if (inet_pton(AF_INET6, address, &socket_address.v6.sin6_addr) == 1) {
    socket_address.v6.sin6_family = AF_INET6;
    socket_address.v6.sin6_port = htons(port);
    size = sizeof socket_address.v6;
  } else {
    errno = EINVAL;
    return -1;
  }

  int listener =
      socket(socket_address.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (listener < 0) return -1;
  // Lets a restarted server take its port while old connections linger; on Linux it does not let
  // two servers share one.
  int on = 1;
  if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
      bind(listener, &socket_address.any, size) != 0 || listen(listener, SOMAXCONN) != 0 ||
      getsockname(listener, &socket_address.any, &size) != 0) {
    int error = errno;
    close(listener);
    errno = error;
    return -1;
  }
  *actual_port = ntohs(socket_address.any.sa_family == AF_INET ? socket_address.v4.sin_port
                                                               : socket_address.v6.sin6_port);
  return listener;
}

static void free_server(cmicrohttpd_server *server) {
  if (server->listener >= 0) close(server->listener);
  pthread_cond_destroy(&server->idle);
  pthread_cond_destroy(&server->wake);
  pthread_mutex_destroy(&server->lock);
  free(server);
}

cmicrohttpd_server *cmicrohttpd_start(const char *address, uint16_t port,
                                      const cmicrohttpd_limits *limits, cmicrohttpd_handler handler,
                                      void *context, int *error) {
  pthread_once(&loading, load);
  if (!loaded) {
    *error = ELIBACC;
    return NULL;
  }
  cmicrohttpd_server *server = calloc(1, sizeof *server);
  if (server == NULL) {
    *error = ENOMEM;
    return NULL;
  }
  server->listener = listen_on(address, port, &server->port);
  if (server->listener < 0) {
    *error = errno;
    free(server);
    return NULL;
  }
  server->limits = *limits;
  server->handler = handler;
  server->context = context;
  pthread_mutex_init(&server->lock, NULL);
  pthread_condattr_t monotonic;
  pthread_condattr_init(&monotonic);
  pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
  pthread_cond_init(&server->idle, &monotonic);
  pthread_cond_init(&server->wake, &monotonic);
  pthread_condattr_destroy(&monotonic);

  // poll and not epoll: with an epoll pool, MHD_quiesce_daemon and a thread that wakes at the same
  // moment both take the listener out of the thread's epoll set, and 0.9.75 aborts the process on
  // the second removal ("Failed to remove listen FD from epoll set"), measured at about one stop
  // under load in 700. With a bounded number of connections poll costs no more.
  unsigned flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL | MHD_USE_ITC;
  errno = 0;
  server->daemon = mhd.start_daemon(
      flags, 0, NULL, NULL, request_progressed, server,
      MHD_OPTION_LISTEN_SOCKET, (MHD_socket)server->listener,
      MHD_OPTION_THREAD_POOL_SIZE, (unsigned)limits->threads,
      MHD_OPTION_CONNECTION_LIMIT, (unsigned)limits->connections,
      MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)limits->timeout_seconds,
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, limits->connection_memory,
      MHD_OPTION_URI_LOG_CALLBACK, request_began, server,
      MHD_OPTION_NOTIFY_COMPLETED, request_ended, NULL,
      MHD_OPTION_NOTIFY_CONNECTION, connection_changed, server,
      MHD_OPTION_END);
  if (server->daemon == NULL) {
    *error = errno != 0 ? errno : EAGAIN;
    server->listener = -1;  // the library has closed it
    free_server(server);
    return NULL;
  }
  server->is_watched = true;
  int failure = pthread_create(&server->watchman, NULL, watch, server);
  if (failure != 0) {
    *error = failure;
    mhd.stop_daemon(server->daemon);
    server->listener = -1;  // closed with the library's daemon
    free_server(server);
    return NULL;
  }
  return server;
}

uint16_t cmicrohttpd_port(const cmicrohttpd_server *server) { return server->port; }

void cmicrohttpd_stop(cmicrohttpd_server *server, uint32_t grace_milliseconds) {
  struct timespec deadline;
  clock_gettime(CLOCK_MONOTONIC, &deadline);
  deadline.tv_sec += grace_milliseconds / 1000;
  deadline.tv_nsec += (long)(grace_milliseconds % 1000) * 1000000;
  if (deadline.tv_nsec >= 1000000000) {
    deadline.tv_sec += 1;
    deadline.tv_nsec -= 1000000000;
  }

  atomic_store(&server->stopping, true);
  mhd.quiesce_daemon(server->daemon);
  pthread_mutex_lock(&server->lock);
  while (server->active > 0 &&
         pthread_cond_timedwait(&server->idle, &server->lock, &deadline) == 0) {
  }
  server->is_watched = false;
  pthread_cond_signal(&server->wake);
  pthread_mutex_unlock(&server->lock);
  pthread_join(server->watchman, NULL);
  mhd.stop_daemon(server->daemon);
  free_server(server);
}
