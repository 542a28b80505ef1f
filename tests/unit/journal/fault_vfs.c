/* Each file of ours holds the real one behind it; every method but write and sync hands on. */
#include "fault_vfs.h"

#include <sqlite3.h>

struct file {
    sqlite3_file base;
    sqlite3_file *real;
};

static sqlite3_vfs *below, ours;
static enum fault_kind kind;
static int calls_left, syncs;

void fault_vfs_set(enum fault_kind new_kind, int after)
{
    kind = new_kind;
    calls_left = after;
    syncs = 0;
}

int fault_vfs_syncs(void)
{
    return syncs;
}

static int due(enum fault_kind a, enum fault_kind b)
{
    return (kind == a || kind == b) && calls_left-- <= 0;
}

static sqlite3_file *real(sqlite3_file *file)
{
    return ((struct file *)(void *)file)->real;
}

#define HAND_ON(name, parameters, ...)                                  \
    static int on_##name parameters                                     \
    {                                                                   \
        return real(file)->pMethods->name(real(file), ##__VA_ARGS__);   \
    }

HAND_ON(xRead, (sqlite3_file * file, void *to, int amount, sqlite3_int64 at), to, amount, at)
HAND_ON(xTruncate, (sqlite3_file * file, sqlite3_int64 size), size)
HAND_ON(xFileSize, (sqlite3_file * file, sqlite3_int64 *size), size)
HAND_ON(xLock, (sqlite3_file * file, int level), level)
HAND_ON(xUnlock, (sqlite3_file * file, int level), level)
HAND_ON(xCheckReservedLock, (sqlite3_file * file, int *result), result)
HAND_ON(xFileControl, (sqlite3_file * file, int op, void *argument), op, argument)
HAND_ON(xSectorSize, (sqlite3_file * file))
HAND_ON(xDeviceCharacteristics, (sqlite3_file * file))
HAND_ON(xShmMap, (sqlite3_file * file, int page, int size, int extend, void volatile **map), page, size, extend, map)
HAND_ON(xShmLock, (sqlite3_file * file, int offset, int count, int flags), offset, count, flags)
HAND_ON(xShmUnmap, (sqlite3_file * file, int remove), remove)

static void on_xShmBarrier(sqlite3_file *file)
{
    real(file)->pMethods->xShmBarrier(real(file));
}

static int on_xClose(sqlite3_file *file)
{
    sqlite3_file *behind = real(file);
    int result = behind->pMethods ? behind->pMethods->xClose(behind) : SQLITE_OK;
    sqlite3_free(behind);
    return result;
}

static int on_xWrite(sqlite3_file *file, const void *from, int amount, sqlite3_int64 at)
{
    if (due(FAULT_WRITE_FULL, FAULT_WRITE_ERROR))
        return kind == FAULT_WRITE_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    return real(file)->pMethods->xWrite(real(file), from, amount, at);
}

static int on_xSync(sqlite3_file *file, int flags)
{
    syncs++;
    if (due(FAULT_SYNC, FAULT_SYNC))
        return SQLITE_IOERR_FSYNC;
    return real(file)->pMethods->xSync(real(file), flags);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = on_xClose,
    .xRead = on_xRead,
    .xWrite = on_xWrite,
    .xTruncate = on_xTruncate,
    .xSync = on_xSync,
    .xFileSize = on_xFileSize,
    .xLock = on_xLock,
    .xUnlock = on_xUnlock,
    .xCheckReservedLock = on_xCheckReservedLock,
    .xFileControl = on_xFileControl,
    .xSectorSize = on_xSectorSize,
    .xDeviceCharacteristics = on_xDeviceCharacteristics,
    .xShmMap = on_xShmMap,
    .xShmLock = on_xShmLock,
    .xShmBarrier = on_xShmBarrier,
    .xShmUnmap = on_xShmUnmap,
};

static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *ret_flags)
{
    (void)vfs;
    struct file *outer = (struct file *)(void *)file;
    outer->base.pMethods = NULL;
    outer->real = sqlite3_malloc(below->szOsFile);
    if (!outer->real)
        return SQLITE_NOMEM;
    outer->real->pMethods = NULL;
    int result = below->xOpen(below, name, outer->real, flags, ret_flags);
    if (result == SQLITE_OK)
        outer->base.pMethods = &methods;
    else
        sqlite3_free(outer->real);
    return result;
}

void fault_vfs_install(void)
{
    below = sqlite3_vfs_find(NULL);
    ours = *below;
    ours.zName = "fault";
    ours.szOsFile = sizeof(struct file);
    ours.xOpen = open_file;
    sqlite3_vfs_register(&ours, 1);
}
