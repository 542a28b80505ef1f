"""The page of `indicatorctl explain --html` in a browser: cards on hover, focus and touch, what belongs together lit up,
keys, a phone, the dark, contrast, and that nothing is asked of the network or run that an article brought.

    page_test.py CTL [PICTURES]     PICTURES: a folder to leave screenshots in

Ends with 77 where no browser is installed.
"""
import os
import subprocess
import sys
import tempfile
import unittest

import webdriver

CTL, PICTURES = "", None
ARTICLE = """Huyện Minh Sơn: kết quả phát triển kinh tế - xã hội năm 2020 (15:20 11/01/2021)

Theo Nghị quyết số 13-NQ/HU, năm 2020, thu ngân sách nhà nước ước đạt 39,2 tỷ đồng, bằng 113% dự toán tỉnh giao, tăng \
13% so với cùng kỳ. Huy động vốn đạt 45.000 tỷ đồng, đạt 66,7% chỉ tiêu Bộ giao (60.000 tỷ đồng).

Có 10/16 chi bộ đạt trong sạch vững mạnh, chiếm 62,5%. Tỷ lệ hộ nghèo giảm còn 0,85%, giảm 1,2 điểm phần trăm so với \
năm 2019. Trồng rừng mới được 1.150 ha, vượt 15% kế hoạch. Sản lượng lương thực đạt 18.642 tấn, tăng 3,1% so với năm 2019.
"""
HOSTILE = """Xã Tân Lập </title><script>window.run = 1</script> năm 2020

Năm 2020, thu ngân sách </article><img src=x onerror="window.run=1"> đạt 5 tỷ đồng, bằng 110% "kế hoạch' onload=x& giao.
<style>body{display:none}</style><a href="javascript:window.run=1">bấm</a> http://example.invalid/x.png
"""
OPEN = "!document.getElementById('pop').hidden"
SHUT = "document.getElementById('pop').hidden"
STILL = f"{OPEN} && document.getElementById('pop').getAnimations().length === 0"


class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = cls.write("article.txt", ARTICLE)
        cls.hostile = cls.write("</title><b>&'\"x.txt".replace("/", ""), HOSTILE)
        cls.browser = webdriver.Browser()

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.folder.cleanup()

    @classmethod
    def write(cls, name, text):
        """The page of the text, as a path."""
        source, page = os.path.join(cls.folder.name, name), os.path.join(cls.folder.name, f"{len(name)}.html")
        with open(source, "w", encoding="utf-8") as file:
            file.write(text)
        subprocess.run((CTL, "explain", "--html", page, source), check=True, timeout=60)
        return page

    def setUp(self):
        self.browser.size(1000, 800)
        self.browser.scheme("light")
        self.browser.move(2, 2)
        self.browser.open(self.path)
        self.mark = {text: f'.m[data-o="{number}"]' for text, number in self.browser.run(
            "return [...document.querySelectorAll('#text .m')].map(m => [m.textContent, m.dataset.o])")}

    def ask(self, script, *arguments):
        return self.browser.run(f"return {script}", *arguments)

    def until(self, script):
        self.assertTrue(self.browser.wait(script), script)

    def card(self):
        return self.ask("document.getElementById('pop').innerText")

    def lit(self):
        return self.ask("[...document.querySelectorAll('#text .on')].map(one => one.textContent)")

    def picture(self, name):
        if PICTURES:
            self.until(STILL)
            self.browser.screenshot(os.path.join(PICTURES, name))

    def test_every_figure_is_marked_with_its_role(self):
        marks = dict(self.ask("[...document.querySelectorAll('#text .m')].map(m => [m.textContent, m.className])"))
        self.assertEqual(marks["39,2 tỷ đồng"], "m level")
        self.assertEqual((marks["113%"], marks["13%"], marks["62,5%"]), ("m plan", "m change", "m share"))
        self.assertEqual((marks["66,7%"], marks["60.000 tỷ đồng"]), ("m plan doubt", "m plan doubt"))
        self.assertEqual(self.ask("document.querySelector('#text').lang"), "vi")
        self.assertEqual(self.ask("document.querySelector('#text').innerText.replace(/\\s+/g, ' ').trim()").replace("≠", ""),
                         " ".join(ARTICLE.split()))

    def test_pointing_at_a_figure_shows_its_card_and_what_belongs_to_it(self):
        self.assertTrue(self.ask(SHUT))
        self.browser.hover("#m1")
        self.until(STILL)
        card = self.card()
        for words in ("thu ngân sách nhà nước", "39.2 tỷ VND", "estimate", "113 %", "dự toán", "34.69 tỷ VND", "+13 %",
                      "cùng kỳ", "2020", "units:đồng", "Minh Sơn"):
            self.assertIn(words, card)
        self.assertEqual(self.lit(), ["thu ngân sách nhà nước", "39,2 tỷ đồng", "113%", "13%"])
        self.assertEqual(self.ask("document.querySelectorAll('#pop .bar').length"), 3)
        self.browser.move(2, 2)
        self.until(SHUT)
        self.assertEqual(self.lit(), [])

    def test_the_card_stays_while_the_pointer_goes_into_it(self):
        self.browser.hover("#m1")
        self.until(STILL)
        self.browser.hover("#pop .value")
        self.assertFalse(self.browser.run("return new Promise(done => setTimeout(() => done(document.getElementById('pop').hidden), 400))"))

    def test_keys(self):
        self.browser.press("Tab")
        self.until(OPEN)
        self.assertEqual(self.ask("document.activeElement.textContent"), "39,2 tỷ đồng")
        self.browser.press("Tab")
        self.assertEqual(self.ask("document.activeElement.textContent"), "113%")
        self.assertIn("thu ngân sách nhà nước", self.card())
        self.browser.press("Escape")
        self.until(SHUT)
        self.assertEqual(self.ask("document.activeElement.textContent"), "113%")
        self.browser.press("Enter")
        self.until(OPEN)
        self.browser.press("ArrowLeft", "ArrowLeft", "ArrowLeft")
        self.assertEqual(self.ask("document.activeElement.textContent"), "13-NQ/HU")
        self.assertIn("the number of a document", self.card())
        tabs = self.ask("[...document.querySelectorAll('#text *')].filter(one => one.tabIndex === 0).map(one => one.className)")
        self.assertTrue(tabs and all(name.startswith("m ") for name in tabs), tabs)

    def test_a_numeral_left_out_tells_why(self):
        self.browser.hover(".n.out")
        self.until(OPEN)
        self.assertIn("patterns:", self.card())
        self.assertIn("the number of a document", self.card())
        self.browser.move(2, 2)
        self.until(SHUT)
        self.browser.hover("#text p .n.time:nth-of-type(2)")
        self.until(OPEN)
        self.assertIn("which sets the period 2020", self.card())

    def test_a_contradiction_shows_both_figures(self):
        self.browser.hover(".m.doubt")
        self.until(STILL)
        self.assertIn("does not agree: the text says 66.7 %, its amounts give 75 %", self.card())
        self.picture("doubt.png")

    def test_a_click_keeps_the_card_until_another_or_elsewhere(self):
        self.browser.click("#m1")
        self.until(STILL)
        self.browser.move(2, 2)
        self.assertFalse(self.browser.run("return new Promise(done => setTimeout(() => done(document.getElementById('pop').hidden), 400))"))
        self.browser.click("#pop .close")
        self.until(SHUT)
        self.assertEqual(self.ask("location.hash"), "")

    def test_a_wide_window_has_the_card_beside_the_text(self):
        self.browser.size(1360, 800)
        self.browser.hover("#m1")
        self.until(STILL)
        self.assertTrue(self.ask("document.getElementById('pop').getBoundingClientRect().left > "
                                 "document.getElementById('text').getBoundingClientRect().right"))
        self.assertTrue(self.ask("document.getElementById('pop').getBoundingClientRect().right <= innerWidth"))
        self.picture("light.png")

    def test_nothing_is_fetched_and_nothing_complains(self):
        self.browser.requests()
        self.browser.log("browser")
        self.browser.open(self.path)
        self.browser.hover("#m1")
        self.until(OPEN)
        self.assertEqual(self.browser.requests(), ["file://" + self.path])
        self.assertEqual(self.ask("performance.getEntriesByType('resource').length"), 0)
        self.assertEqual(self.browser.log("browser"), [])
        policy = self.ask("document.querySelector('meta[http-equiv=Content-Security-Policy]').content")
        self.assertTrue(policy.startswith("default-src 'none'; "), policy)
        self.assertNotIn("unsafe", policy)

    def test_what_an_article_brings_is_text(self):
        self.browser.requests()
        self.browser.open(self.hostile)
        self.assertEqual(self.browser.requests(), ["file://" + self.hostile])
        self.assertIsNone(self.ask("window.run ?? null"))
        self.assertEqual(self.ask("document.querySelectorAll('img, #text script, #text style, #text a:not(.m)').length"), 0)
        shown = self.ask("document.body.innerText")
        for words in ("<script>window.run = 1</script>", '<img src=x onerror="window.run=1">', "\"kế hoạch' onload=x& giao"):
            self.assertIn(words, shown)
        self.assertIn("window.run", self.ask("document.title"))
        self.assertEqual(self.browser.run("const s = document.createElement('script'); s.textContent = 'window.run = 2';"
                                          "document.body.append(s); return window.run ?? 0"), 0)

    def test_a_phone(self):
        self.browser.size(360, 720, touch=True)
        self.browser.open(self.path)
        self.assertEqual(self.ask("document.documentElement.scrollWidth"), 360)
        self.browser.tap("#m1")
        self.until(STILL)
        self.assertIn("39.2 tỷ VND", self.card())
        box = self.ask("(r => [r.left, r.right, Math.round(r.bottom), r.height])(document.getElementById('pop').getBoundingClientRect())")
        self.assertEqual(box[:3], [0, 360, 720])
        self.assertLess(box[3], 0.6 * 720)
        self.until("document.getElementById('m1').getBoundingClientRect().bottom < document.getElementById('pop').getBoundingClientRect().top")
        self.assertEqual(self.ask("document.documentElement.scrollWidth"), 360)
        self.assertGreaterEqual(self.ask("parseFloat(getComputedStyle(document.querySelector('#text p')).fontSize)"), 16)
        self.picture("phone.png")
        self.browser.tap("#pop .close")
        self.until(SHUT)

    def test_light_and_dark_can_both_be_read(self):
        colours = {}
        for scheme in ("light", "dark"):
            self.browser.scheme(scheme)
            self.browser.open(self.path)
            self.browser.hover(".m.doubt")
            self.until(STILL)
            colours[scheme] = self.ask("getComputedStyle(document.body).backgroundColor")
            faint = self.ask(CONTRAST)
            self.assertGreater(len(faint), 10)
            self.assertEqual([one for one in faint if one[1] < 4.5], [], scheme)
        self.picture("dark.png")
        self.assertNotEqual(colours["light"], colours["dark"])

    def test_without_the_script_all_cards_are_there(self):
        self.browser.devtools("Emulation.setScriptExecutionDisabled", value=True)
        try:
            self.browser.open(self.path)
        finally:
            self.browser.devtools("Emulation.setScriptExecutionDisabled", value=False)
        self.assertEqual(self.ask("document.documentElement.className"), "")
        self.assertEqual(self.ask("document.querySelectorAll('.all .card').length"), 6)
        self.assertEqual(self.ask("document.querySelector('#m1').getAttribute('href')"), "#o1")
        self.assertTrue(self.ask("[...document.querySelectorAll('.all .card')].every(one => one.offsetHeight > 50)"))


# The contrast of every stretch of text with what is behind it, as WCAG 2 reckons it: [[text, ratio], …].
CONTRAST = """(() => {
  const context = Object.assign(document.createElement('canvas'), {width: 1, height: 1}).getContext('2d', {willReadFrequently: true});
  const rgba = (colours) => {
    context.clearRect(0, 0, 1, 1);
    for (const colour of colours) { context.fillStyle = colour; context.fillRect(0, 0, 1, 1); }
    return [...context.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b].map(c => (c /= 255) <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
  const behind = (one) => {
    const colours = [];
    for (; one; one = one.parentElement) colours.unshift(getComputedStyle(one).backgroundColor);
    return colours;
  };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walk.nextNode()) {
    const one = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !one.checkVisibility() || one.matches('script, style')) continue;
    const back = behind(one), a = light(rgba(back)), b = light(rgba([...back, getComputedStyle(one).color]));
    found.push([walk.currentNode.data.trim(), (Math.max(a, b) + .05) / (Math.min(a, b) + .05)]);
  }
  return found;
})()"""

if __name__ == "__main__":
    CTL, PICTURES = os.path.abspath(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None
    try:
        webdriver.programs()
    except webdriver.Missing as missing:
        print(f"SKIPPED: {missing}")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
