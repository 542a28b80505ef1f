/* The settings, and why: WAL with synchronous FULL makes a commit one fsync of the log; checkpoints are called
 * by hand, because an automatic one swallows its errors; no mmap, because a failing disk must be an error and
 * not a SIGBUS. */
#include "daemon/journal/store.h"

#include "daemon/base/buffer.h"
#include "daemon/base/check.h"
#include "daemon/base/error.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

static const char settings_read[] = "PRAGMA trusted_schema=OFF; PRAGMA mmap_size=0; PRAGMA wal_autocheckpoint=0;"
                                    "PRAGMA cell_size_check=ON; PRAGMA query_only=ON";
#define SETTINGS_WRITE                                                                                     \
    "PRAGMA trusted_schema=OFF; PRAGMA mmap_size=0; PRAGMA wal_autocheckpoint=0; PRAGMA cell_size_check=ON;" \
    "PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY"
static const char settings_alone[] = SETTINGS_WRITE;
/* This one writes even where nothing changes. */
static const char settings_write[] = SETTINGS_WRITE "; PRAGMA auto_vacuum=INCREMENTAL";

/* A file that is shorter than its header says is read as far as it goes only with a writable schema. */
static const char settings_rescue[] = "PRAGMA trusted_schema=OFF; PRAGMA mmap_size=0; PRAGMA wal_autocheckpoint=0;"
                                      "PRAGMA writable_schema=ON; PRAGMA query_only=ON";

/* SQLite's primary codes that mean something to us; whatever is not here is the storage's failure. */
static const struct {
    int result;
    int code;
} codes[] = {
    {SQLITE_FULL, IND_E_FULL},
    {SQLITE_NOMEM, IND_E_NOMEM},
    {SQLITE_CORRUPT, IND_E_CORRUPT},
    {SQLITE_NOTADB, IND_E_CORRUPT},
    {SQLITE_BUSY, IND_E_BUSY},
    {SQLITE_LOCKED, IND_E_BUSY},
    {SQLITE_TOOBIG, IND_E_LIMIT},
    {SQLITE_READONLY, IND_E_REFUSED},
    {SQLITE_PERM, IND_E_REFUSED},
    {SQLITE_CANTOPEN, IND_E_IO},
    {SQLITE_IOERR, IND_E_IO},
    /* A table or column that is not there, a key that is there already: our statements are right, so the file is not.
     */
    {SQLITE_ERROR, IND_E_CORRUPT},
    {SQLITE_CONSTRAINT, IND_E_CORRUPT},
    {SQLITE_MISMATCH, IND_E_CORRUPT},
};

static int code_of(int extended, int system)
{
    if (extended == SQLITE_IOERR_NOMEM)
        return IND_E_NOMEM;
    /* SQLite knows a full disk where it writes a page, but takes a full quota for a broken one, and so it does with a
     * disk that has no room for a further file or for the log's index. */
    bool for_room =
        extended == SQLITE_IOERR_WRITE || extended == SQLITE_IOERR_SHMSIZE || (extended & 0xff) == SQLITE_CANTOPEN;
    if (for_room && (system == EDQUOT || system == ENOSPC))
        return IND_E_FULL;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (codes[i].result == (extended & 0xff))
            return codes[i].code;
    return IND_E_IO;
}

int store_no_memory(const struct store *store, struct ind_fault *fault)
{
    return fault_set(fault, IND_E_NOMEM, FAULT_NOWHERE, "%s: out of memory", store->path ? store->path : "journal");
}

int store_fault(const struct store *store, struct ind_fault *fault)
{
    if (!store->db)
        return store_no_memory(store, fault);
    int extended = sqlite3_extended_errcode(store->db);
    int system = sqlite3_system_errno(store->db);
    int code = code_of(extended, system);
    bool tell = system && (code == IND_E_IO || code == IND_E_FULL);
    return fault_set(fault, code, FAULT_NOWHERE, "%s: %s (SQLite %d)%s%s", store->path, sqlite3_errmsg(store->db),
                     extended, tell ? ": " : "", tell ? strerrordesc_np(system) : "");
}

int store_run(struct store *store, const char *sql, struct ind_fault *fault)
{
    if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) != SQLITE_OK)
        return store_fault(store, fault);
    return IND_OK;
}

static int pragma_value(struct store *store, const char *sql, int64_t *ret_value, struct ind_fault *fault)
{
    sqlite3_stmt *statement = NULL;
    TRY(store_prepare(store, sql, &statement, fault));
    int step = store_step(store, statement, fault);
    if (step > 0)
        *ret_value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return step < 0 ? step : IND_OK;
}

static bool is_writing(enum store_mode mode)
{
    return mode == STORE_WRITE || mode == STORE_ALONE;
}

/* A database that holds nothing yet is a journal to be when we write, and none when we read. */
static int check_owner(struct store *store, enum store_mode mode, struct ind_fault *fault)
{
    int64_t application = 0, version = 0, pages = 0;
    TRY(pragma_value(store, "PRAGMA application_id", &application, fault));
    TRY(pragma_value(store, "PRAGMA user_version", &version, fault));
    TRY(pragma_value(store, "SELECT count(*) FROM sqlite_schema", &pages, fault));
    if (!application && !version && !pages) {
        if (is_writing(mode))
            return IND_OK;
        return fault_set(fault, IND_E_NOT_FOUND, FAULT_NOWHERE, "%s: the journal was not begun yet", store->path);
    }
    if (application != STORE_APPLICATION || version < 1)
        return fault_set(fault, IND_E_CORRUPT, FAULT_NOWHERE, "%s: this database is no journal", store->path);
    if (version > STORE_VERSION)
        return fault_set(fault, IND_E_UNSUPPORTED, FAULT_NOWHERE,
                         "%s: the journal has format %lld, this program knows up to %d", store->path,
                         (long long)version, STORE_VERSION);
    return IND_OK;
}

/* SQLite answers with the mode that is in force, which on some file systems is not the one asked for. */
static int enter_wal(struct store *store, struct ind_fault *fault)
{
    sqlite3_stmt *statement = NULL;
    TRY(store_prepare(store, "PRAGMA journal_mode=WAL", &statement, fault));
    int step = store_step(store, statement, fault);
    const char *mode = step > 0 ? (const char *)sqlite3_column_text(statement, 0) : NULL;
    bool wal = mode && !strcmp(mode, "wal");
    sqlite3_finalize(statement);
    if (step < 0 || wal)
        return step < 0 ? step : IND_OK;
    return fault_set(fault, IND_E_UNSUPPORTED, FAULT_NOWHERE, "%s: this file system can not hold a journal in WAL mode",
                     store->path);
}

/* A damaged header may forbid what the file's mode allows. */
static int check_writable(struct store *store, struct ind_fault *fault)
{
    if (sqlite3_db_readonly(store->db, "main") != 1 || access(store->path, W_OK) < 0)
        return IND_OK;
    return fault_set(fault, IND_E_CORRUPT, FAULT_NOWHERE, "%s: its header says that it can't be written", store->path);
}

static int configure(struct store *store, enum store_mode mode, struct ind_fault *fault)
{
    static const char *const settings[] = {[STORE_READ] = settings_read, [STORE_WRITE] = settings_write,
                                           [STORE_ALONE] = settings_alone, [STORE_RESCUE] = settings_rescue,
                                           [STORE_LOOK] = settings_rescue};
    bool sound = mode == STORE_READ || is_writing(mode);
    sqlite3_busy_timeout(store->db, STORE_BUSY_MS);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, sound, NULL);
    if (!is_writing(mode))
        sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    TRY(store_run(store, settings[mode], fault));
    if (sound)
        TRY(check_owner(store, mode, fault));
    if (!is_writing(mode))
        return IND_OK;
    TRY(enter_wal(store, fault));
    return check_writable(store, fault);
}

static int64_t size_of(const char *path, const char *ending)
{
    struct stat stat_;
    char *whole = NULL;
    int64_t size = -1;
    if (asprintf(&whole, "%s%s", path, ending) < 0)
        return -1;
    if (stat(whole, &stat_) == 0)
        size = stat_.st_size;
    free(whole);
    return size;
}

/* The file's name as a URI: with a log SQLite is told to leave its index alone, without one that nothing changes. */
static int look_name(const struct store *store, char **ret_name, struct ind_fault *fault)
{
    int64_t log = size_of(store->path, "-wal");
    bool index = size_of(store->path, "-shm") >= 0;
    if (log > 0 && !index)
        return fault_set(
            fault, IND_E_BUSY, FAULT_NOWHERE,
            "%s-wal can't be read without %s-shm, which is not there: start the daemon (anew, where it runs and "
            "was started on a full disk), or make that file where none runs (an empty one will do)",
            store->path, store->path);
    struct buffer name;
    buffer_init(&name);
    buffer_text(&name, "file:");
    for (const char *from = store->path; *from; from++)
        buffer_print(&name, strchr("%?#", *from) ? "%%%02x" : "%c", (unsigned char)*from);
    buffer_text(&name, index && log >= 0 ? "?mode=ro&readonly_shm=1" : "?mode=ro&immutable=1");
    if (!buffer_string(&name)) {
        buffer_done(&name);
        return store_no_memory(store, fault);
    }
    *ret_name = name.bytes;
    return IND_OK;
}

static int open_database(struct store *store, enum store_mode mode, struct ind_fault *fault)
{
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                (is_writing(mode)     ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                 : mode == STORE_LOOK ? SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
                                      : SQLITE_OPEN_READONLY);
    char *name = NULL;
    if (mode == STORE_LOOK)
        TRY(look_name(store, &name, fault));
    const char *vfs = mode == STORE_ALONE ? "unix-excl" : NULL;
    int result = sqlite3_open_v2(name ? name : store->path, &store->db, flags, vfs);
    free(name);
    if (result == SQLITE_OK)
        return configure(store, mode, fault);
    if ((result & 0xff) == SQLITE_CANTOPEN && store->db && sqlite3_system_errno(store->db) == ENOENT)
        return fault_set(fault, IND_E_NOT_FOUND, FAULT_NOWHERE, "%s: there is no journal", store->path);
    return store_fault(store, fault);
}

int store_open(struct store *store, const char *directory, enum store_mode mode, struct ind_fault *fault)
{
    *store = (struct store){0};
    if (asprintf(&store->path, "%s/journal.db", directory) < 0) {
        store->path = NULL;
        return store_fault(store, fault);
    }
    int code = open_database(store, mode, fault);
    if (code < 0)
        store_close(store);
    return code;
}

void store_close(struct store *store)
{
    if (!store)
        return;
    CHECK(sqlite3_close(store->db) == SQLITE_OK);
    free(store->path);
    *store = (struct store){0};
}

int store_prepare(struct store *store, const char *sql, sqlite3_stmt **ret_statement, struct ind_fault *fault)
{
    if (sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, ret_statement, NULL) != SQLITE_OK)
        return store_fault(store, fault);
    return IND_OK;
}

struct store_value store_int(int64_t integer)
{
    return (struct store_value){.kind = STORE_INT, .integer = integer};
}

struct store_value store_count(uint64_t count)
{
    CHECK(count <= INT64_MAX);
    return store_int((int64_t)count);
}

struct store_value store_text(const char *text)
{
    return (struct store_value){.kind = STORE_TEXT, .bytes = text, .length = text ? strlen(text) : 0};
}

struct store_value store_blob(const void *bytes, size_t length)
{
    return (struct store_value){.kind = STORE_BLOB, .bytes = bytes, .length = length};
}

static int bind_one(sqlite3_stmt *statement, int at, const struct store_value *value)
{
    if (value->kind == STORE_INT)
        return sqlite3_bind_int64(statement, at, value->integer);
    if (!value->bytes)
        return sqlite3_bind_null(statement, at);
    if (value->kind == STORE_TEXT)
        return sqlite3_bind_text64(statement, at, value->bytes, value->length, SQLITE_STATIC, SQLITE_UTF8);
    return sqlite3_bind_blob64(statement, at, value->bytes, value->length, SQLITE_STATIC);
}

int store_bind(struct store *store, sqlite3_stmt *statement, const struct store_value *values, int count,
               struct ind_fault *fault)
{
    CHECK(count == sqlite3_bind_parameter_count(statement));
    for (int i = 0; i < count; i++)
        if (bind_one(statement, i + 1, &values[i]) != SQLITE_OK) {
            int code = store_fault(store, fault);
            store_reset(statement);
            return code;
        }
    return IND_OK;
}

uint64_t store_column_count(sqlite3_stmt *row, int column)
{
    sqlite3_int64 value = sqlite3_column_int64(row, column);
    return value > 0 ? (uint64_t)value : 0;
}

void store_reset(sqlite3_stmt *statement)
{
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
}

int store_step(struct store *store, sqlite3_stmt *statement, struct ind_fault *fault)
{
    int result = sqlite3_step(statement);
    if (result == SQLITE_ROW)
        return 1;
    int code = result == SQLITE_DONE ? IND_OK : store_fault(store, fault);
    store_reset(statement);
    return code;
}

int store_execute(struct store *store, sqlite3_stmt *statement, const struct store_value *values, int count,
                  struct ind_fault *fault)
{
    TRY(store_bind(store, statement, values, count, fault));
    int step = store_step(store, statement, fault);
    CHECK(step <= 0);
    return step;
}
