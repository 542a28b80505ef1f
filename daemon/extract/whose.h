/* Whose a figure is, for code.c: what makes it no indicator of a place, or but a part of one. All are linear in the
 * words and look but a few tokens around. */
#ifndef EXTRACT_WHOSE_H
#define EXTRACT_WHOSE_H

#include "daemon/extract/aside.h"

/* Tokens [first, end) of a label or of a name. */
struct run {
    uint32_t first, end;
};

/* The token begins what tells what happens to some: "được hưởng", "bị ngập", "đăng ký vay". That is another thing than
 * what is measured of all, no part of it. */
bool tells_deed(const struct reading *r, uint32_t at);

/* "có 410 doanh nghiệp (DN) thành lập mới", "103 doanh nghiệp và 10 hợp tác xã còn dư nợ": the words are but what is
 * counted, and the text goes on, behind a bracket or others that are counted, with what happens to them. */
bool goes_on(const struct reading *r, const struct mention *m, const struct words *words);

/* "Tập đoàn | Hòa Phát", "Tổng công ty hàng không Việt Nam (| Vietnam Airlines": the name of the company that token
 * `at` begins to tell of; empty where it doesn't. */
struct run company_at(const struct reading *r, uint32_t at);

/* "sản xuất thép thô của Tập đoàn Hòa Phát", "tập đoàn sản xuất …", or by its name alone: "Hòa Phát đã sản xuất …".
 * `company`: the name of the last that was told of. */
bool is_companys(const struct reading *r, const struct mention *m, const struct words *words,
                 const struct run *company);

/* "Cục Hải quan Hà Tĩnh đã | thu ngân sách": what customs collect is not all that the place does. */
bool is_customs(const struct reading *r, const struct words *words);

/* "31 hợp tác xã có | dư nợ 110 tỷ đồng": of those alone. */
bool is_of_counted(const struct reading *r, const struct words *words);

#endif
