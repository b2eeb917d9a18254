"""The page in a real browser: `make test` runs it after the other tests.

Screenshots go to .build/screenshots, for a person to look at. What is not installed (see
scripts/setup-browser) is skipped with a word about it.
"""

import glob
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
import urllib.error
import urllib.parse
import urllib.request

import chromium

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOL = os.environ.get("GONGWEN") or str(ROOT / ".build/debug/gongwen")
SCREENSHOTS = ROOT / ".build/screenshots"
TOOLS = ROOT / ".build/browser-tests"


class Server:
    """`gongwen serve` on a library of the samples and some documents that are made to break a page."""

    def __init__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="gongwen-browser-")
        folder = pathlib.Path(self._folder.name)
        (folder / "敌意.txt").write_text(
            "关于<script>alert(1)</script>的通知\n\n<img src=x onerror=alert(2)>“&amp;'\n"
            "营商环境</mark></p><h1>甲</h1>\n", encoding="utf-8")
        (folder / "长.txt").write_text(
            "关于长文件的通知\n\n" + "".join(
                f"{number}、第{number}项任务\n\n各单位要落实第{number}项任务，抓好长文件整治。\n\n"
                for number in range(1, 200)), encoding="utf-8")
        subprocess.run(
            [TOOL, "index", "-q", "--index", f"{folder}/index", str(ROOT / "samples"), str(folder)],
            check=True)
        self._process = subprocess.Popen(
            [TOOL, "serve", "--index", f"{folder}/index", "--port", "0"], stderr=subprocess.PIPE,
            text=True)
        line = self._process.stderr.readline()
        self.address = re.search(r"http://\S+[0-9]", line)[0]

    def url(self, path="/", **parameters):
        return self.address + path + ("?" + urllib.parse.urlencode(parameters) if parameters else "")

    def get(self, path, **parameters):
        return urllib.request.urlopen(self.url(path, **parameters)).read().decode()

    def close(self):
        self._process.terminate()
        self._process.wait(timeout=20)
        self._process.stderr.close()
        self._folder.cleanup()


def setUpModule():
    global server, browser
    if chromium.program() is None:
        raise unittest.SkipTest("no Chromium is installed; scripts/setup-browser installs one")
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    browser = chromium.Chromium()
    unittest.addModuleCleanup(browser.close)
    try:
        browser.send("Browser.getVersion")
    except (RuntimeError, OSError) as error:
        raise unittest.SkipTest(f"{chromium.program()} is installed but does not start: {error}")
    server = Server()
    unittest.addModuleCleanup(server.close)


class PageTest(unittest.TestCase):
    maxDiff = None

    def page(self, path="/", *, settings={}, **parameters):
        page = browser.page(**settings)
        self.addCleanup(page.close)
        page.go(server.url(path, **parameters))
        return page

    def search(self, query, settings={}, **parameters):
        return self.page("/", settings=settings, q=query, **parameters)

    def document(self, query, settings={}):
        """The page of the first hit of a query."""
        page = self.search(query, settings)
        page.leave(lambda: page.click("a.hit"))
        return page


class SearchingTests(PageTest):
    def test_the_box_has_the_focus_and_enter_searches(self):
        page = self.page()
        self.assertEqual(page.evaluate("document.activeElement.id"), "q")
        page.type("营商环境")
        page.leave(lambda: page.key("Enter"))
        self.assertIn("青岚市优化营商环境办法", page.texts("a.hit"))
        self.assertEqual(page.evaluate("document.getElementById('q').value"), "营商环境")
        page.screenshot(SCREENSHOTS / "results.png")
        self.assertEqual(page.complaints(), [])

    def test_enter_that_confirms_a_candidate_does_not_search(self):
        page = self.page()
        page.compose("yingshang")
        page.key("Process", code=229)
        page.key("Enter", code=229, text="\r")
        page.compose("营商")
        page.evaluate(
            "document.activeElement.dispatchEvent(new KeyboardEvent('keydown',"
            " {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))")
        page.evaluate("document.getElementById('search').requestSubmit()")
        self.assertEqual(page.location, server.url("/"))
        page.type("营商环境")
        page.leave(lambda: page.key("Enter"))
        self.assertIn("q=", page.location)

    def test_keys_move_and_open_and_clear(self):
        page = self.search("营商环境")
        page.key("Escape")
        self.assertEqual(page.evaluate("document.getElementById('q').value"), "")
        page.key("ArrowDown")
        hits = page.evaluate("[...document.querySelectorAll('a.hit')].indexOf(document.activeElement)")
        self.assertEqual(hits, 0)
        page.key("ArrowDown")
        page.key("ArrowDown")
        page.key("ArrowUp")
        at = page.evaluate("[...document.querySelectorAll('a.hit')].indexOf(document.activeElement)")
        self.assertEqual(at, 1)
        page.key("/")
        self.assertEqual(page.evaluate("document.activeElement.id"), "q")
        self.assertEqual(page.evaluate("document.getElementById('q').value"), "")
        page.key("Escape")
        page.evaluate("document.querySelectorAll('a.hit')[1].focus()")
        page.leave(lambda: page.key("Enter"))
        self.assertIn("/documents/", page.location)

    def test_completions_follow_the_typing(self):
        page = self.page()
        page.type("营")
        page.wait_for("!document.getElementById('completions').hidden")
        self.assertIn("营商环境", page.texts("#completions li")[0])
        page.screenshot(SCREENSHOTS / "completions.png")
        page.key("ArrowDown")
        self.assertEqual(page.evaluate("document.getElementById('q').getAttribute('aria-activedescendant')"), "completion-0")
        page.leave(lambda: page.key("Enter"))
        self.assertEqual(page.evaluate("document.getElementById('q').value"), "营商环境")

    def test_facets_restrict_and_can_be_removed_and_back_restores(self):
        page = self.search("营商环境")
        all_hits = page.texts("a.hit")
        page.leave(lambda: page.click("aside ul a"))
        self.assertLess(len(page.texts("a.hit")), len(all_hits))
        self.assertEqual(len(page.texts(".chosen li")), 1)
        page.screenshot(SCREENSHOTS / "facet.png")
        # Later, for a page that goes at once may be gone before it has answered.
        page.leave(lambda: page.evaluate("void setTimeout(() => history.back())"))
        self.assertEqual(page.texts("a.hit"), all_hits)
        page.leave(lambda: page.evaluate("void setTimeout(() => history.forward())"))
        page.leave(lambda: page.click(".chosen a"))
        self.assertEqual(page.texts("a.hit"), all_hits)

    def test_dates_and_words_narrow_the_results(self):
        page = self.search("营商环境")
        page.evaluate("document.getElementById('since').value = '2020'")
        page.leave(lambda: page.click("fieldset button"))
        self.assertIn("since=2020", page.location)
        page.evaluate("document.getElementById('within').focus()")
        page.type("市场主体")
        page.leave(lambda: page.key("Enter"))
        self.assertEqual(page.evaluate("document.getElementById('q').value"), "营商环境 市场主体")
        self.assertIn("since=2020", page.location)

    def test_years_are_a_chart_that_leads_to_documents(self):
        page = self.search("营商环境")
        page.leave(lambda: page.click(".orders a:last-child"))
        self.assertGreater(page.evaluate("document.querySelectorAll('svg.timeline rect').length"), 3)
        page.evaluate("document.getElementById('other').focus()")
        page.type("职工")
        page.leave(lambda: page.key("Enter"))
        self.assertEqual(len(page.texts("figure")), 2)
        page.screenshot(SCREENSHOTS / "years.png")
        self.assertEqual(page.complaints(), [])
        page.leave(lambda: page.click("svg.timeline a"))
        self.assertIn("since=", page.location)
        self.assertGreater(len(page.texts("a.hit")), 0)

    def test_orders_are_kept_from_page_to_page(self):
        page = self.search("的")
        page.leave(lambda: page.click(".orders a:nth-of-type(1)"))
        self.assertIn("sort=-date", page.location)
        page.leave(lambda: page.click(".paging a[rel=next]"))
        self.assertIn("sort=-date", page.location)
        self.assertIn("offset=10", page.location)

    def test_what_was_mistyped_leads_to_what_there_is(self):
        page = self.search("营商坏境")
        page.leave(lambda: page.click(".absence a"))
        self.assertGreater(len(page.texts("a.hit")), 0)

    def test_pages_and_language(self):
        page = self.search("的", settings={"language": "en"})
        self.assertEqual(page.evaluate("document.documentElement.lang"), "en")
        page.screenshot(SCREENSHOTS / "english.png")
        page.leave(lambda: page.click(".paging a[rel=next]"))
        self.assertIn("offset=10", page.location)
        page.leave(lambda: page.click("a.language"))
        self.assertEqual(page.evaluate("document.documentElement.lang"), "zh-CN")
        self.assertIn("offset=10", page.location)
        page.go(server.url("/"))
        self.assertEqual(page.evaluate("document.documentElement.lang"), "zh-CN")


class DocumentTests(PageTest):
    def test_matches_are_counted_and_visited_by_key_and_by_link(self):
        page = self.document("营商环境")
        count = page.evaluate("document.querySelectorAll('mark[id]').length")
        self.assertGreater(count, 2)
        self.assertEqual(page.text("#match-number"), f"第 1 处，共 {count} 处")
        page.key("n")
        self.assertEqual(page.text("#match-number"), f"第 2 处，共 {count} 处")
        self.assertTrue(page.location.endswith("#m2"))
        self.assertEqual(page.evaluate("document.querySelector('mark.current').id"), "m2")
        page.key("p")
        page.key("p")
        self.assertEqual(page.text("#match-number"), f"第 1 处，共 {count} 处")
        page.click(".matches a[rel=next]")
        page.wait_for("document.querySelector('mark.current').id === 'm2'")
        page.screenshot(SCREENSHOTS / "document.png")
        self.assertEqual(page.complaints(), [])

    def test_sections_and_paragraphs_have_links(self):
        page = self.document("营商环境")
        for link in page.evaluate("[...document.querySelectorAll('.outline a, .anchor')].map(a => a.hash.slice(1))"):
            self.assertTrue(page.evaluate(f"document.getElementById({json.dumps(link)}) !== null"), link)
        page.click(".outline a")
        page.wait_for("location.hash === '#s1'")

    def test_it_is_copied_as_a_citation(self):
        page = self.document("营商环境")
        page.evaluate("document.execCommand = () => true; window.copied = null;"
                      "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async (t) => { window.copied = t; }}})")
        page.click("#citation button")
        page.wait_for("window.copied !== null")
        self.assertIn("《青岚市优化营商环境办法》", page.evaluate("window.copied"))
        self.assertEqual(page.text("#citation button"), "已复制")

    def test_it_is_printed_without_what_only_a_screen_needs(self):
        page = self.document("营商环境")
        page.send("Emulation.setEmulatedMedia", media="print")
        for selector in ("header", "footer", ".matches", ".outline"):
            self.assertEqual(page.evaluate(f"getComputedStyle(document.querySelector('{selector}')).display"), "none")
        page.screenshot(SCREENSHOTS / "print.png")

    def test_markup_is_text(self):
        for address in (server.url("/", q="alert"), server.url("/", q="<script>alert(3)</script>")):
            page = browser.page()
            self.addCleanup(page.close)
            page.go(address)
            self.assertEqual(page.evaluate("document.querySelectorAll('script').length"), 1)
            self.assertEqual(page.evaluate("document.querySelectorAll('img').length"), 0)
        page = self.document("alert")
        self.assertIn("<img src=x onerror=alert(2)>", page.text("article"))
        self.assertEqual(page.evaluate("document.querySelectorAll('h1').length"), 1)
        self.assertEqual(page.complaints(), [])


class WithoutScriptTests(PageTest):
    def test_everything_is_there(self):
        page = self.search("营商环境", settings={"script": False})
        # The test's own expressions still run; the page's script does not.
        self.assertEqual(page.evaluate("document.getElementById('q').getAttribute('role')"), None)
        self.assertGreater(len(page.texts("a.hit")), 3)
        page.leave(lambda: page.click("a.hit"))
        page.leave(lambda: page.click(".matches a[rel=next]"))
        self.assertTrue(page.text("#match-number").startswith("第 2 处"))
        self.assertEqual(page.evaluate("document.querySelector('mark.current').id"), "m2")
        self.assertIn("《青岚市优化营商环境办法》", page.text("#citation"))


class LookTests(PageTest):
    PAGES = {
        "home": lambda: server.url("/"), "results": lambda: server.url("/", q="营商环境"),
        "empty": lambda: server.url("/", q="“没有这样的话”", kind="通知"),
        "fault": lambda: server.url("/", q="营商 “环境"), "related": lambda: server.url("/", q="环境整治优化"),
        "years": lambda: server.url("/timeline") + "?" + urllib.parse.urlencode([("q", "营商环境"), ("q", "职工")]),
        "unfound": lambda: server.url("/", q="营商坏境 职工"),
        "missing": lambda: server.url("/documents/0123456789abcdef"),
        "document": lambda: LookTests.first("营商环境"), "long": lambda: LookTests.first("长文件"),
        "hostile": lambda: LookTests.first("alert"),
    }

    @staticmethod
    def first(query):
        hit = json.loads(server.get("/api/search", q=query, limit=1))["hits"][0]
        return server.url(f"/documents/{hit['id']}", q=query)

    def each_page(self, **settings):
        for name, address in self.PAGES.items():
            with self.subTest(page=name, **settings):
                page = browser.page(**settings)
                try:
                    page.go(address())
                    yield name, page
                finally:
                    page.close()

    def test_it_is_never_wider_than_the_window(self):
        for width in (320, 1920):
            for name, page in self.each_page(width=width):
                wide = page.evaluate(
                    "[...document.querySelectorAll('body *')].filter(e => !e.closest('.unseen, .skip, .scroll') &&"
                    " e.getBoundingClientRect().right > innerWidth + 1).map(e => e.tagName + '.' + e.className)")
                self.assertEqual(wide, [], name)
                page.screenshot(SCREENSHOTS / f"{width}-{name}.png")

    def test_light_and_dark_are_accessible_and_load_nothing_from_elsewhere(self):
        script = next(iter(glob.glob(str(TOOLS / "**/axe.min.js"), recursive=True)), None)
        if script is None:
            self.skipTest("axe-core is not there; scripts/setup-browser fetches it")
        script = pathlib.Path(script).read_text(encoding="utf-8")
        for dark in (False, True):
            for name, page in self.each_page(dark=dark):
                colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
                self.assertEqual(colour, "rgb(23, 24, 26)" if dark else "rgb(255, 255, 255)")
                page.evaluate(script + "; 0")
                found = page.evaluate(
                    "axe.run().then(r => r.violations.map(v => v.id + ': '"
                    " + v.nodes.map(n => n.html).slice(0, 3).join(' | ')))")
                self.assertEqual(found, [], name)
                for address in page.requests():
                    self.assertTrue(address.startswith(server.address), address)
                page.screenshot(SCREENSHOTS / f"{'dark' if dark else 'light'}-{name}.png")

    def test_the_validator_finds_nothing(self):
        validator = next(iter(glob.glob(str(TOOLS / "**/vnu.jar"), recursive=True)), None)
        if validator is None or shutil.which("java") is None:
            self.skipTest("the HTML validator is not there; scripts/setup-browser fetches it, and it needs Java")
        with tempfile.TemporaryDirectory() as folder:
            for name, address in self.PAGES.items():
                try:
                    text = urllib.request.urlopen(address()).read()
                except urllib.error.HTTPError as error:
                    text = error.read()
                pathlib.Path(folder, f"{name}.html").write_bytes(text)
            shutil.copy(ROOT / "Sources/CWebFiles/page.css", folder)
            shutil.copy(ROOT / "Sources/CWebFiles/icon.svg", folder)
            result = subprocess.run(
                ["java", "-jar", validator, "--also-check-svg",
                 # A warning of a time when not every browser had it.
                 "--filterpattern", ".*inputmode. attribute is not supported.*",
                 *glob.glob(f"{folder}/*.html"), f"{folder}/icon.svg"],
                capture_output=True, text=True)
        self.assertEqual(result.stderr, "")


class TransferTests(unittest.TestCase):
    def test_a_page_of_results_with_all_that_it_loads_is_small(self):
        total = 0
        for path in ("/?" + urllib.parse.urlencode({"q": "的"}), "/page.css", "/page.js", "/icon.svg"):
            request = urllib.request.Request(server.address + path, headers={"Accept-Encoding": "gzip"})
            total += len(urllib.request.urlopen(request).read())
        self.assertLess(total, 60_000)


if __name__ == "__main__":
    unittest.main()
