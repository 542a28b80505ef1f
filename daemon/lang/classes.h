/* The classes of entries that the tables may hold. A class is what a rule asks for; the words of a class are
 * rows in vi/cues.tsv (but for the first five, which have tables of their own). */
#ifndef LANG_CLASSES_H
#define LANG_CLASSES_H

/* X(NAME, "name in the tables", what it is for) */
#define LANG_CLASSES(X)                                                                                                \
    X(UNIT, "unit", "a unit of measure: units.tsv")                                                                    \
    X(MULTIPLIER, "multiplier", "a scale word behind a numeral: units.tsv, dimension mult")                            \
    X(NOUN, "noun", "a counted noun: nouns.tsv")                                                                       \
    X(NUMBER, "number", "a word numeral: numbers.tsv; value is its kind")                                              \
    X(DENOMINATOR, "denominator", "what may stand behind a slash or 'mỗi': units.tsv, dimension per")                  \
    X(QUALIFIER, "qualifier", "khoảng, gần, hơn …; value is the qualifier's name")                                     \
    X(LINK, "link", "verbs that join an indicator to its figure: đạt, là, còn …; value estimate where so")             \
    X(RISE, "rise", "tăng …")                                                                                          \
    X(FALL, "fall", "giảm …")                                                                                          \
    X(MOVE, "move", "mất, nhích …: how prices and indices move; value rise or fall")                                   \
    X(EXCEED, "exceed", "vượt …: above a plan")                                                                        \
    X(SHORT, "short", "hụt …: below a plan")                                                                           \
    X(TIMES, "times", "gấp: a multiple")                                                                               \
    X(EQUAL, "equal", "bằng, đạt, hoàn thành before a proportion")                                                     \
    X(PLAN, "plan", "kế hoạch, dự toán …; value is the basis code")                                                    \
    X(ASSIGN, "assign", "giao, đề ra …: verbs that make the noun before them an assigner")                             \
    X(ASSIGNER, "assigner", "who gives a plan: tỉnh, Trung ương …; value is the level")                                \
    X(AGAINST, "against", "so với, so …: a comparison begins")                                                         \
    X(EARLIER, "earlier", "cùng kỳ, năm trước …; value is the comparison's name")                                      \
    X(SHARE, "share", "chiếm …")                                                                                       \
    X(ESTIMATE, "estimate", "ước …")                                                                                   \
    X(TARGET, "target", "phấn đấu, dự kiến …; value strong, weak, heading, opening, sum, budget, adopted")                          \
    X(ACHIEVED, "achieved", "đã …: ends a target frame")                                                               \
    X(SESSION, "session", "bầu, chất vấn …: what a session does; value act, adopt, or demand for what is to be done")  \
    X(CONNECTIVE, "connective", "trong đó, cụ thể … dropped from the start of a label")                                \
    X(PARTS, "parts", "trong đó …: what follows are parts of the figure before")                                       \
    X(HAVE, "have", "có: the label is the noun phrase behind the figure")                                              \
    X(NUMBERED, "numbered", "Nghị quyết số, Quốc lộ, thôn …: the number behind it is a name")                          \
    X(ORDINAL, "ordinal", "thứ, lần thứ …: the number behind it is a rank")                                            \
    X(TIME_UNIT, "time_unit", "ngày, tháng, quý, năm …; value is which")                                               \
    X(TIME_POINT, "time_point", "đầu, cuối, hết, đến …: frame words around a period; value is which")                  \
    X(IDIOM, "idiom", "một số, ba mặt giáp công …: numerals that count nothing")                                       \
    X(RESPECTIVE, "respective", "lần lượt, tương ứng")                                                                 \
    X(RATE, "rate", "tỷ lệ, tốc độ …: an indicator that is itself a percentage")                                       \
    X(RESULT, "result", "nâng … lên, lên …: the figure behind is a stock")                                             \
    X(ADMIN, "admin", "tỉnh, huyện, xã …; value is the level")                                                         \
    X(FURNITURE, "furniture", "the page around the article: '-' it begins, 'line' that line alone is it")              \
    X(NEGATION, "negation", "không phải …: what follows is corrected")                                                 \
    X(AVERAGE, "average", "bình quân, trung bình, mỗi: per; value is the denominator where it is said")                \
    X(CLAUSE, "clause", "nhưng, đồng thời …: a new clause begins")                                                     \
    X(VERB, "verb", "verbs that begin a label before a figure: kết nạp, hỗ trợ …")                                     \
    X(MEASURE, "measure", "nouns that begin an indicator: tổng, giá trị, diện tích …")                                 \
    X(TRAIL, "trail", "đến nay, tiếp tục …: no label ends so; value within: nor does it change which indicator it is") \
    X(ASIDE, "aside", "được, dịp …: may begin words that don't change which indicator a label names")                  \
    X(DEGREE, "degree", "mạnh, nhẹ …: how strongly something rises or falls")                                          \
    X(WANTING, "wanting",                                                                                              \
      "diện tích, vụ …: says nothing without what it is of; value sum of a deed, field too wide to tell")              \
    X(COMPOUND, "compound", "phòng, chống; bằng cấp …: one word, with a comma in it or with a cue")                    \
    X(CLASSIFIER, "classifier", "con, người …: counts for the noun before it, and says nothing of its own")            \
    X(ACTOR, "actor", "Sở, Công an, các …: who does something, not what is measured")                                  \
    X(STOP, "stop", "words a noun phrase ends before: được, đã, để, với, trên địa bàn …")                              \
    X(PLACE_KIND, "place_kind", "tỉnh, TP., huyện, thôn …; value is the kind as the lists write it")                   \
    X(PLACE_BODY, "place_body", "Huyện ủy, Thành đoàn …: the unit's name follows; value is its kind")                  \
    X(PLACE_LEAD, "place_lead", "tại, ở, trên địa bàn …: what follows is where it happens")                            \
    X(PLACE_WHOLE, "place_whole", "toàn, cả, trên địa bàn …: a kind without a name behind it is the article's")        \
    X(PLACE_PLURAL, "place_plural", "các, mỗi, cấp …: a kind without a name behind it is no unit")                     \
    X(PLACE_NOT, "place_not", "ông, đường, Ảnh …: the name behind it is no place")                                     \
    X(PLACE_AGENT, "place_agent", "được, do, so với …: the unit behind it does something or is compared with")         \
    X(COLUMN, "column", "words of a table's header: thực hiện, ĐVT, tỷ trọng …; value is what they tell")              \
    X(COUNTRY, "country", "cả nước, toàn quốc …; value sure; body, owner: its last two words name it; subject: its first two")                \
    X(ABROAD, "abroad", "Nhật Bản, EU …: a foreign country or market, which is what is measured and not where")        \
    X(FACET, "facet", "đường sắt, khu vực FDI …: a part of all that a sector counts; value is what divides it")        \
    X(ABOUT, "about", "words that tell what a paragraph speaks of: taxonomy.tsv, rows of code about; value is its name")

enum entry_class {
#define X(name, text, purpose) CLASS_##name,
    LANG_CLASSES(X)
#undef X
        CLASS_COUNT
};

_Static_assert(CLASS_COUNT <= 64, "the classes at a token are kept as bits of one word");

#endif
