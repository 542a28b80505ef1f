"""A browser to test a page with: headless Chromium through the WebDriver protocol of chromedriver, by the standard
library alone. Nothing but the protocol: what a page should be is for the tests.

A missing browser raises Missing, so that a test can say that it was skipped.
"""
import base64
import json
import re
import shutil
import subprocess
import tempfile
import urllib.error
import urllib.request

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
KEYS = {"Tab": "\ue004", "Escape": "\ue00c", "Enter": "\ue007", "ArrowLeft": "\ue012", "ArrowRight": "\ue014"}
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
         "--disable-default-apps", "--disable-extensions", "--hide-scrollbars", "--force-device-scale-factor=1")


class Missing(Exception):
    """No Chromium, or no chromedriver, is installed."""


def programs():
    """(chromium, chromedriver)"""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if not browser or not driver:
        raise Missing("there is no chromium or no chromedriver (Debian: chromium, chromium-driver)")
    return browser, driver


class Browser:
    """One browser with an empty profile of its own; a context manager."""

    def __init__(self):
        browser, driver = programs()
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.driver = subprocess.Popen((driver, "--port=0"), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.session = None
        try:
            self.base = f"http://127.0.0.1:{self._port()}"
            options = {"binary": browser, "args": [*FLAGS, f"--user-data-dir={self.profile.name}"]}
            wanted = {"browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": {"performance": "ALL", "browser": "ALL"}}
            self.session = self._send("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})["sessionId"]
        except BaseException:
            self.close()
            raise

    def _port(self):
        for line in self.driver.stdout:
            found = re.search(r"started successfully on port (\d+)", line)
            if found:
                return int(found[1])
        raise RuntimeError("chromedriver ended before it listened")

    def _send(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, {"Content-Type": "application/json"}, method=method)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)["value"]["message"]) from None

    def send(self, method, path, body=None):
        return self._send(method, f"/session/{self.session}{path}", body)

    def devtools(self, command, **parameters):
        return self.send("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def open(self, path):
        self.send("POST", "/url", {"url": "file://" + path})

    def run(self, script, *arguments):
        """The value that the script returns."""
        return self.send("POST", "/execute/sync", {"script": script, "args": arguments})

    def wait(self, script, *arguments):
        """Waits in the browser, frame by frame, until the expression is true; False where it is not within 5 s."""
        waiting = ("const done = arguments[arguments.length - 1], begin = performance.now();"
                   f"const ask = () => ({script}) ? done(true) : performance.now() - begin > 5000 ? done(false)"
                   " : requestAnimationFrame(ask); ask();")
        return self.send("POST", "/execute/async", {"script": waiting, "args": arguments})

    def find(self, selector):
        return self.send("POST", "/element", {"using": "css selector", "value": selector})[ELEMENT]

    def hover(self, selector):
        origin = {ELEMENT: self.find(selector)}
        self._pointer([{"type": "pointerMove", "origin": origin, "x": 0, "y": 0, "duration": 0}])

    def move(self, x, y):
        self._pointer([{"type": "pointerMove", "origin": "viewport", "x": x, "y": y, "duration": 0}])

    def click(self, selector):
        self.send("POST", f"/element/{self.find(selector)}/click", {})

    def tap(self, selector):
        x, y = self.run("const r = document.querySelector(arguments[0]).getClientRects()[0];"
                        "return [r.x + r.width / 2, r.y + r.height / 2]", selector)
        self.devtools("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
        self.devtools("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def _pointer(self, actions):
        self.send("POST", "/actions", {"actions": [{"type": "pointer", "id": "mouse", "actions": actions}]})

    def press(self, *names):
        actions = [{"type": kind, "value": KEYS[name]} for name in names for kind in ("keyDown", "keyUp")]
        self.send("POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})

    def size(self, width, height, touch=False):
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=touch)
        self.devtools("Emulation.setTouchEmulationEnabled", enabled=touch)

    def scheme(self, name):
        self.devtools("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": name}])

    def log(self, kind):
        """The entries since the last time: "browser" is the console, "performance" what went over the network."""
        return self.send("POST", "/se/log", {"type": kind})

    def requests(self):
        """The addresses that were asked for since the last time."""
        sent = (json.loads(entry["message"])["message"] for entry in self.log("performance"))
        return [event["params"]["request"]["url"] for event in sent if event["method"] == "Network.requestWillBeSent"]

    def screenshot(self, path, whole=False):
        picture = self.devtools("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        with open(path, "wb") as file:
            file.write(base64.b64decode(picture["data"]))

    def close(self):
        try:
            if self.session:
                self._send("DELETE", f"/session/{self.session}")
        finally:
            self.driver.terminate()
            self.driver.wait(20)
            self.driver.stdout.close()
            self.profile.cleanup()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
