/* What libgit2 calls when it talks to a server: nothing.
 *
 * libgit2 is linked into the program, and these stand in for its parts for HTTP, TLS and SSH. So
 * patdown holds no code that opens a connection, needs none of the libraries for it, and does not
 * read the system's certificates at each start (half of the time that git_libgit2_init takes).
 * Names of libgit2 1.5; where they do not fit, CMake links the shared library instead.
 */
#include <stdbool.h>

bool git_http__expect_continue = false;

int git_mbedtls_stream_global_init(void) { return 0; }
int git_transport_ssh_global_init(void) { return 0; }

/* Each of these fails as an unsupported protocol does. */
int git_mbedtls__set_cert_location(const char* file, const char* path) {
  (void)file;
  (void)path;
  return -1;
}
int git_mbedtls_stream_new(void** out, const char* host, const char* port) {
  (void)out;
  (void)host;
  (void)port;
  return -1;
}
int git_mbedtls_stream_wrap(void** out, void* in, const char* host) {
  (void)out;
  (void)in;
  (void)host;
  return -1;
}
int git_smart_subtransport_git(void** out, void* owner, void* param) {
  (void)out;
  (void)owner;
  (void)param;
  return -1;
}
int git_smart_subtransport_http(void** out, void* owner, void* param) {
  (void)out;
  (void)owner;
  (void)param;
  return -1;
}
int git_smart_subtransport_ssh(void** out, void* owner, void* param) {
  (void)out;
  (void)owner;
  (void)param;
  return -1;
}
