/* What a person was told is on the disk, whatever happens: kill -9 while writing, and a full disk.
 */
#include "app/fixture.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROUNDS = 12 };

/* ---- kill -9 ----------------------------------------------------------------------------- */

struct child {
    struct app *app;
    int         pipe;
};

/* One of three that write for ever; each seq goes into the pipe after it was told. */
static void *write_for_ever(void *arg)
{
    struct child *child = arg;
    for (;;) {
        struct arena         mem = {0};
        struct refusal       refusal;
        const struct json   *set;
        const struct change *c;
        must(json_parse(&mem, S("{\"title\":\"new\"}"), &set));
        struct op            op = {OP_CREATE, &item_entity, -1, 0, set};
        struct batch_request r = {.project = {1}, .ops = &op, .n_ops = 1};
        must(app_apply(child->app, &mem, &r, &refusal, &c));
        int64_t seq = c->seq;
        if (write(child->pipe, &seq, sizeof seq) != sizeof seq)
            _exit(1);
        change_unref(c);
        arena_done(&mem);
    }
    return NULL;
}

static void child_main(const char *folder, int pipe)
{
    struct fix    f = {0};
    struct store *s;
    pthread_t     threads[3];
    must(store_sqlite_open(str_from(folder), &s));
    fix_on(&f, s);
    struct child child = {f.app, pipe};
    for (int i = 0; i < 3; i++)
        pthread_create(&threads[i], NULL, write_for_ever, &child);
    pthread_join(threads[0], NULL);
}

/* The highest seq that was told before the child was killed. */
static int64_t told_until_killed(const char *folder, int wait_ms)
{
    int     ends[2], status;
    int64_t seq, last = 0;
    cr_assert_eq(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        child_main(folder, ends[1]);
        _exit(0);
    }
    close(ends[1]);
    if (read(ends[0], &seq, sizeof seq) == sizeof seq)
        last = seq;
    usleep((useconds_t)wait_ms * 1000);
    kill(child, SIGKILL);
    while (read(ends[0], &seq, sizeof seq) == sizeof seq)
        last = seq > last ? seq : last;
    close(ends[0]);
    waitpid(child, &status, 0);
    cr_assert(WIFSIGNALED(status));
    return last;
}

Test(crash, nothing_told_is_lost_by_kill_9, .timeout = 120)
{
    const char   *folder = test_folder_new();
    struct fix    f = {0};
    struct store *s;
    must(store_sqlite_open(str_from(folder), &s));
    fix_on(&f, s);
    fix_project(&f, "Migration");
    fix_done(&f);
    for (int round = 0; round < ROUNDS; round++) {
        int64_t told = told_until_killed(folder, round * 3);
        memset(&f, 0, sizeof f);
        must(store_sqlite_open(str_from(folder), &s));
        fix_on(&f, s);
        f.project.v = 1;
        cr_assert_gt(told, 0);
        cr_assert_geq(plan_seq(fix_plan(&f)), told);
        cr_assert_eq((int64_t)plan_count(fix_plan(&f), &item_entity), plan_seq(fix_plan(&f)) - 1);
        fix_done(&f); /* checks file, references, journal */
    }
    test_folder_drop(folder);
}

/* ---- a full disk ------------------------------------------------------------------------- */

static void ballast(const char *folder, bool there)
{
    char path[128];
    snprintf(path, sizeof path, "%s/ballast", folder);
    unlink(path);
    if (!there)
        return;
    int fd = open(path, O_CREAT | O_WRONLY, 0600);
    cr_assert_eq(posix_fallocate(fd, 0, 3 << 20), 0);
    close(fd);
}

static err add_until_full(struct fix *f)
{
    char *text = arena_alloc(&f->mem, 60000);
    int   n = snprintf(text, 60000, "[{\"op\":\"create\",\"entity\":\"item\",\"temp\":-1,\"set\":");
    n += snprintf(text + n, 100, "{\"title\":\"x\",\"body\":\"");
    memset(text + n, 'x', 50000);
    snprintf(text + n + 50000, 20, "\"}}]");
    f->failed = OK;
    for (int i = 0; i < 500 && !f->failed.code; i++)
        change_unref(fix_try(f, text));
    return f->failed;
}

Test(crash, a_full_disk_refuses_reads_on_and_recovers)
{
    const char *folder = test_folder_new();
    if (getuid() != 0 || mount("none", folder, "tmpfs", 0, "size=6m") != 0) {
        test_folder_drop(folder);
        cr_skip_test("needs root and mount");
    }
    struct fix    f = {0};
    struct store *s;
    must(store_sqlite_open(str_from(folder), &s));
    fix_on(&f, s);
    fix_project(&f, "Migration");
    ballast(folder, true);
    err full = add_until_full(&f);
    cr_assert_eq(full.code, ERR_FULL, "%s", full.why);
    cr_assert(strstr(full.why, "space"), "%s", full.why);
    size_t n = plan_count(fix_plan(&f), &item_entity); /* reading goes on */
    cr_assert_eq(add_until_full(&f).code, ERR_FULL);
    cr_assert_eq(plan_count(fix_plan(&f), &item_entity), n);
    ballast(folder, false);
    fix_item(&f, "after", 1);
    cr_assert_eq(plan_count(fix_plan(&f), &item_entity), n + 1);
    fix_done(&f);
    umount(folder);
    test_folder_drop(folder);
}
