/* gantline serve: the server, from opening the data folder to a clean stop.
 *
 * Signals are blocked in all threads and waited for here. The first one stops in order: no new
 * connections, running requests answered, streams ended, then app and store closed; so what was
 * acknowledged is in the file. A second signal ends the process at once.
 */
#include "api/api.h"
#include "base/heap.h"
#include "base/log.h"
#include "base/zone.h"
#include "cli/cli.h"
#include "cli/demo.h"
#include "cli/exchange.h"
#include "http/server.h"

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

enum { PORT_USUAL = 8080, GRACE_MS = 10000, FILES_OF_OUR_OWN = 64 };

struct serving {
    struct arena   mem;
    struct app    *app;
    struct events *events;
    struct api    *api;
    struct server *server;
    struct files   files;
};

/* As many open files as the system lets us have; the connections that fit. */
static unsigned raise_files(void)
{
    struct rlimit limit = {0};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    rlim_t most = limit.rlim_cur > 2 * FILES_OF_OUR_OWN ? limit.rlim_cur - FILES_OF_OUR_OWN
                                                        : FILES_OF_OUR_OWN;
    return most < 12000 ? (unsigned)most : 12000;
}

static err count_one(void *arg, const void *record)
{
    (void)record;
    ++*(size_t *)arg;
    return OK;
}

static err load_demo(struct cli *cli, struct app *app)
{
    size_t n = 0;
    if (!cli_has(cli, "--demo"))
        return OK;
    TRY(app_projects(app, count_one, &n));
    return n ? OK : demo_load_all(app, clock_now(clock_system()));
}

static err load_example(struct app *app, str name, struct id *ret_project)
{
    return demo_load(app, name, clock_now(clock_system()), ret_project);
}

static err open_parts(struct serving *s, struct cli *cli)
{
    struct app_settings settings = {.clock = clock_system(), .user_name = S("Planner")};
    TRY(store_sqlite_open(str_from(cli_value(cli, "--data")), &settings.store));
    TRY(app_open(&settings, &s->app));
    TRY(load_demo(cli, s->app));
    s->events = api_events_new();
    s->api = api_open(&(struct api_settings){.app = s->app,
                                             .events = s->events,
                                             .exchange = exchange_formats,
                                             .user_name = settings.user_name,
                                             .example = load_example});
    return OK;
}

static err start(struct serving *s, struct cli *cli, const char *host)
{
    int64_t port;
    heap_keep_pages();
    TRY(cli_int(cli, "--port", (struct cli_range){PORT_USUAL, 0, 65535}, &port));
    TRY(open_parts(s, cli));
    s->files = (struct files){
        .assets = assets, .n = assets_n, .folder = cli_value(cli, "--web-dir")};
    struct server_settings settings = {
        .host = host,
        .port = (int)port,
        .router = api_router(&s->mem),
        .files = &s->files,
        .events = s->events,
        .context = s->api,
        .spool = cli_value(cli, "--data"),
        .connections = raise_files(),
    };
    return server_start(&settings, &s->server);
}

static void stop(struct serving *s)
{
    server_stop(s->server, GRACE_MS);
    api_close(s->api);
    events_close(s->events);
    app_close(s->app);
    arena_done(&s->mem);
}

/* The signals that mean stop, blocked in this thread and in all that it starts. */
static sigset_t block_signals(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    signal(SIGPIPE, SIG_IGN);
    return set;
}

static err serve_run(struct cli *cli)
{
    const char *host = cli_value(cli, "--host") ? cli_value(cli, "--host") : "127.0.0.1";
    TRY(server_host_check(host));
    if (cli_has(cli, "--verbose"))
        log_level_set(LOG_DEBUG);
    sigset_t       set = block_signals();
    struct serving s = {0};
    err            e = start(&s, cli, host);
    if (!e.code) {
        bool is_v6 = strcmp(host, "::1") == 0;
        buf_fmt(cli->out, "listening on http://%s%s%s:%d\n", is_v6 ? "[" : "", host,
                is_v6 ? "]" : "", server_port(s.server));
        e = cli_flush(cli);
    }
    int signal_no;
    if (!e.code) {
        sigwait(&set, &signal_no);
        signal(SIGTERM, SIG_DFL);
        signal(SIGINT, SIG_DFL);
        pthread_sigmask(SIG_UNBLOCK, &set, NULL);
    }
    stop(&s);
    return e;
}

static const struct cli_option options[] = {
    {"--data", "DIR", "Folder of the database; made when it is not there.", true},
    {"--port", "N", "Port to listen on; 0 takes a free one. Usual: 8080.", false},
    {"--host", "ADDRESS", "127.0.0.1, localhost or ::1.", false},
    {"--web-dir", "DIR", "Take the web client from a folder, for who works on it.", false},
    {"--demo", NULL, "Begin an empty data folder with three example projects.", false},
    {"--verbose", NULL, "Log every request.", false},
};

const struct cli_command cli_serve = {
    .name = "serve",
    .args = "",
    .help = "Serve the web client and the API.",
    .more = "Prints one line when it is ready. Stops on SIGTERM or SIGINT, after the requests that "
            "run.",
    .options = options,
    .n_options = COUNT(options),
    .run = serve_run,
};
