/* What may be bound, and that a served ipc path is left to whom it belongs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

#include "daemon/feed/security.h"
#include "daemon/feed/socket.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include <zmq.h>

static char folder[] = "/tmp/indicatord-security-XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    char path[128];
    snprintf(path, sizeof path, "%s/feed", folder);
    unlink(path); /* the path of a socket that was bound stays behind */
    return rmdir(folder);
}

static const char *in_folder(const char *prefix, const char *name)
{
    static char text[2][128];
    static int turn;
    turn = !turn;
    snprintf(text[turn], sizeof text[turn], "%s%s/%s", prefix, folder, name);
    return text[turn];
}

static void test_local_endpoints(void **state)
{
    static const char *const good[] = {"ipc:///run/indicatord/feed", "tcp://127.0.0.1:5560", "tcp://127.1.2.3:1",
                                       "tcp://[::1]:65535", "tcp://127.0.0.1:*"};
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_int_equal(security_check_endpoint(good[i], false, NULL), IND_OK);
}

static void test_open_endpoints_are_refused(void **state)
{
    static const char *const open[] = {"tcp://0.0.0.0:5560", "tcp://*:5560", "tcp://192.168.1.2:5560", "tcp://eth0:5560",
                                       "tcp://[::]:5560", "tcp://localhost:5560", "tcp://128.0.0.1:5560",
                                       "tcp://127.0.0.1.example.org:5560", "tcp://127.0.0:5560", "tcp://127.0.0.256:5560"};
    struct ind_fault fault;
    (void)state;
    for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
        assert_int_equal(security_check_endpoint(open[i], false, &fault), IND_E_REFUSED);
        assert_non_null(strstr(fault.text, "bind tcp://127.0.0.1:5560"));
        assert_non_null(strstr(fault.text, "curve-server-key"));
        assert_int_equal(security_check_endpoint(open[i], true, NULL), IND_OK);
    }
}

static void test_malformed_endpoints(void **state)
{
    static const char *const bad[] = {"", "feed", "ipc://feed", "ipc://@abstract", "ipc://*", "inproc://x", "udp://127.0.0.1:1",
                                      "tcp://127.0.0.1", "tcp://127.0.0.1:0", "tcp://127.0.0.1:65536", "tcp://127.0.0.1:x", "tcp://:5560"};
    char longest[200] = "ipc:///";
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        for (int keyed = 0; keyed < 2; keyed++)
            assert_int_equal(security_check_endpoint(bad[i], keyed, NULL), IND_E_INVALID);
    memset(longest + 7, 'a', 110);
    assert_int_equal(security_check_endpoint(longest, true, NULL), IND_E_INVALID);
}

static int listen_at(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(listen(fd, 1), 0);
    return fd;
}

static void test_served_path(void **state)
{
    struct ind_fault fault;
    char pid[32];
    (void)state;
    const char *path = in_folder("", "served");
    const char *endpoint = in_folder("ipc://", "served");
    assert_int_equal(security_check_path(endpoint, NULL), IND_OK);
    int fd = listen_at(path);
    assert_int_equal(security_check_path(endpoint, &fault), IND_E_BUSY);
    snprintf(pid, sizeof pid, "pid %d", (int)getpid());
    assert_non_null(strstr(fault.text, pid));
    close(fd);
    assert_int_equal(security_check_path(endpoint, NULL), IND_OK); /* left behind by a process that died */
    unlink(path);
}

static void test_file_in_the_way(void **state)
{
    struct ind_fault fault;
    (void)state;
    const char *path = in_folder("", "file");
    close(open(path, O_CREAT | O_WRONLY, 0600));
    assert_int_equal(security_check_path(in_folder("ipc://", "file"), &fault), IND_E_EXISTS);
    assert_non_null(strstr(fault.text, "no socket"));
    assert_int_equal(access(path, F_OK), 0);
    unlink(path);
}

static void test_missing_folder(void **state)
{
    struct ind_fault fault;
    (void)state;
    assert_int_equal(security_check_path(in_folder("ipc://", "none/feed"), &fault), IND_E_NOT_FOUND);
    assert_non_null(strstr(fault.text, "make it"));
}

static void *new_socket(void *zmq)
{
    struct socket_options options = {.type = ZMQ_PUB, .queue = 10, .largest = 100};
    void *socket;
    assert_int_equal(socket_open(zmq, &options, &socket, NULL), IND_OK);
    return socket;
}

static void test_mode_of_an_ipc_socket(void **state)
{
    char bound[SOCKET_ENDPOINT];
    struct stat status;
    (void)state;
    void *zmq = zmq_ctx_new();
    void *socket = new_socket(zmq);
    mode_t before = umask(0);
    assert_int_equal(socket_bind(socket, in_folder("ipc://", "feed"), bound, NULL), IND_OK);
    assert_int_equal(umask(before), 0);
    assert_int_equal(lstat(in_folder("", "feed"), &status), 0);
    assert_int_equal(status.st_mode & 0777, 0660);
    zmq_close(socket);
    zmq_ctx_term(zmq);
}

static void test_port_in_use(void **state)
{
    char bound[SOCKET_ENDPOINT], other[SOCKET_ENDPOINT] = "untouched";
    struct ind_fault fault;
    (void)state;
    void *zmq = zmq_ctx_new();
    void *first = new_socket(zmq);
    void *second = new_socket(zmq);
    assert_int_equal(socket_bind(first, "tcp://127.0.0.1:*", bound, NULL), IND_OK);
    assert_int_equal(security_check_endpoint(bound, false, NULL), IND_OK); /* the port stands in it */
    assert_int_equal(socket_bind(second, bound, other, &fault), IND_E_BUSY);
    assert_non_null(strstr(fault.text, bound));
    assert_non_null(strstr(fault.text, "is in use"));
    assert_string_equal(other, "untouched");
    zmq_close(first);
    zmq_close(second);
    zmq_ctx_term(zmq);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_local_endpoints), cmocka_unit_test(test_open_endpoints_are_refused),
        cmocka_unit_test(test_malformed_endpoints), cmocka_unit_test(test_served_path),
        cmocka_unit_test(test_file_in_the_way), cmocka_unit_test(test_missing_folder),
        cmocka_unit_test(test_mode_of_an_ipc_socket), cmocka_unit_test(test_port_in_use),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
