/* store/folder.c - the data folder: made when absent, and locked for one process.
 *
 * SQLite's own locks would let a second program write between our transactions, and older versions
 * can damage a WAL that two processes checkpoint. So the whole folder is held by flock(2) on
 * gantline.lock; the kernel lets go of it when the process ends, however it ends. The number of
 * the process stands in the file, for the sentence only.
 */
#include "store/sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static err folder_make(const char *path)
{
    char   part[4096];
    size_t n = strlen(path);
    if (n == 0 || n >= sizeof part)
        return err_make(ERR_INVALID, "The data folder needs a path of 1 to %zu bytes.",
                        sizeof part - 1);
    for (size_t i = 1; i <= n; i++) {
        if (path[i] != '/' && path[i] != 0)
            continue;
        memcpy(part, path, i);
        part[i] = 0;
        if (mkdir(part, 0700) != 0 && errno != EEXIST)
            return err_make(is_full(errno) ? ERR_FULL : ERR_IO, "The folder %s cannot be made: %s.",
                            part, strerror(errno));
    }
    struct stat st;
    if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode))
        return err_make(ERR_IO, "%s is not a folder.", path);
    return OK;
}

static err in_use(const char *folder, int fd)
{
    char    pid[32] = {0};
    ssize_t n = pread(fd, pid, sizeof pid - 1, 0);
    while (n > 0 && (pid[n - 1] == '\n' || pid[n - 1] == ' '))
        pid[--n] = 0;
    return err_make(ERR_BUSY,
                    "The folder %s is in use by another Gantline (process %s); stop it first.",
                    folder, n > 0 ? pid : "unknown");
}

static void write_pid(int fd)
{
    char pid[32];
    int  n = snprintf(pid, sizeof pid, "%ld\n", (long)getpid());
    /* Only for the message above: failing is no reason to stop. */
    if (ftruncate(fd, 0) == 0 && pwrite(fd, pid, (size_t)n, 0) != n)
        return;
}

err folder_lock(str folder, int *ret_fd)
{
    struct arena mem = {0};
    const char  *path = str_z(&mem, folder), *file = str_fmt(&mem, "%s/gantline.lock", path).p;
    int          fd = -1;
    err          e = folder_make(path);
    if (e.code)
        goto out;
    fd = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        e = err_make(is_full(errno) ? ERR_FULL : ERR_IO, "The folder %s cannot be written: %s.",
                     path, strerror(errno));
    else if (flock(fd, LOCK_EX | LOCK_NB) != 0)
        e = in_use(path, fd);
    if (e.code)
        goto out;
    write_pid(fd);
    *ret_fd = fd;
    fd = -1;
out:
    if (fd >= 0)
        close(fd);
    arena_done(&mem);
    return e;
}

err folder_file(const char *path)
{
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        return err_make(is_full(errno) ? ERR_FULL : ERR_IO, "%s cannot be opened for writing: %s.",
                        path, strerror(errno));
    close(fd);
    return OK;
}
