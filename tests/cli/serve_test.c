/* tests/cli/serve_test.c - `gantline serve` as a process: its one line, its stop, what it refuses.
 *
 * The program is the one named by GANTLINE; without it the tests are skipped.
 */
#include "http/client.h"

#include <criterion/criterion.h>
#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>

struct process {
    pid_t pid;
    int   out;
};

static struct process start(const char *const *arguments)
{
    const char *all[16] = {getenv("GANTLINE"), "serve"};
    for (int i = 0; arguments[i]; i++)
        all[i + 2] = arguments[i];
    int            ends[2];
    struct process p = {0};
    cr_assert_eq(pipe(ends), 0);
    p.pid = fork();
    if (p.pid == 0) {
        dup2(ends[1], STDOUT_FILENO);
        dup2(ends[1], STDERR_FILENO);
        execv(all[0], (char *const *)(uintptr_t)all);
        _exit(127);
    }
    close(ends[1]);
    p.out = ends[0];
    return p;
}

/* What it printed until the line's end, or all. */
static str read_line(struct arena *mem, struct process *p)
{
    char   text[2000];
    size_t n = 0;
    while (n < sizeof text && read(p->out, text + n, 1) == 1 && text[n] != '\n')
        n++;
    return str_copy(mem, (str){text, n});
}

static int finish(struct process *p)
{
    int status;
    waitpid(p->pid, &status, 0);
    close(p->out);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int port_of(str line)
{
    cr_assert(str_starts(line, S("listening on http://127.0.0.1:")), "%.*s", STR_ARG(line));
    return atoi(line.p + sizeof "listening on http://127.0.0.1:" - 1);
}

struct place {
    struct arena mem;
    char         folder[40];
};

static void open_place(struct place *p)
{
    *p = (struct place){.folder = "/tmp/gantline-serve-XXXXXX"};
    if (!getenv("GANTLINE"))
        cr_skip("GANTLINE does not name the program.");
    cr_assert_not_null(mkdtemp(p->folder));
}

static void close_place(struct place *p)
{
    cr_assert_eq(system(str_fmt(&p->mem, "rm -r %s", p->folder).p), 0);
    arena_done(&p->mem);
}

Test(serve, refuses_what_it_must_not_do, .timeout = 60)
{
    struct place p;
    open_place(&p);
    const char    *outside[] = {"--data", p.folder, "--port", "0", "--host", "0.0.0.0", NULL};
    struct process one = start(outside);
    str            line = read_line(&p.mem, &one);
    cr_expect(str_has(line, S("until there are accounts")), "%.*s", STR_ARG(line));
    cr_expect_eq(finish(&one), 1);
    struct process two = start((const char *const[]){"--port", "0", NULL});
    cr_expect_eq(finish(&two), 2);
    close_place(&p);
}

/* ---- a stop with requests in flight --------------------------------------------------------- */

struct writer {
    pthread_t thread;
    int       port, number, acknowledged;
};

static void *write_until_closed(void *arg)
{
    struct writer *w = arg;
    struct arena   mem = {0};
    for (int i = 0; i < 100000; i++) {
        str           body = str_fmt(&mem, "{\"title\":\"w%d-%d\"}", w->number, i);
        struct answer a = client_ask(&mem, w->port, "POST", "/api/v1/projects/1/items",
                                     "Content-Type: application/json\r\n", body.p);
        if (a.status != 201)
            break;
        w->acknowledged++;
        arena_reset(&mem);
    }
    arena_done(&mem);
    return NULL;
}

static size_t count_of(str text, str part)
{
    size_t n = 0;
    for (size_t i = 0; i + part.n <= text.n; i++)
        n += str_eq(str_sub(text, i, i + part.n), part);
    return n;
}

Test(serve, stops_in_order_and_loses_nothing, .timeout = 120)
{
    enum { WRITERS = 3 };
    struct place  p;
    struct writer writers[WRITERS];
    size_t        acknowledged = 0;
    open_place(&p);
    const char    *arguments[] = {"--data", p.folder, "--port", "0", NULL};
    struct process one = start(arguments);
    int            port = port_of(read_line(&p.mem, &one));
    cr_assert_eq(client_ask(&p.mem, port, "POST", "/api/v1/projects",
                            "Content-Type: application/json\r\n",
                            "{\"title\":\"X\",\"start\":\"2026-03-02T08:00:00Z\"}")
                     .status,
                 201);
    for (int i = 0; i < WRITERS; i++) {
        writers[i] = (struct writer){.port = port, .number = i};
        pthread_create(&writers[i].thread, NULL, write_until_closed, &writers[i]);
    }
    usleep(300000);
    kill(one.pid, SIGTERM);
    cr_expect_eq(finish(&one), 0);
    for (int i = 0; i < WRITERS; i++) {
        pthread_join(writers[i].thread, NULL);
        acknowledged += (size_t)writers[i].acknowledged;
    }
    struct process two = start(arguments);
    port = port_of(read_line(&p.mem, &two));
    struct answer list = client_ask(&p.mem, port, "GET",
                                    "/api/v1/projects/1/items?limit=10000&fields=title", "", NULL);
    size_t        there = count_of(list.body, S("\"title\""));
    cr_expect(acknowledged > 0 && there >= acknowledged && there <= acknowledged + WRITERS,
              "%zu acknowledged, %zu there", acknowledged, there);
    kill(two.pid, SIGINT);
    cr_expect_eq(finish(&two), 0);
    close_place(&p);
}
