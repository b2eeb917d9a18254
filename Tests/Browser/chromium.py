"""Drives a headless Chromium by its DevTools protocol, over two pipes: nothing but Python is needed."""

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
import time


def program():
    """The browser, or None where none is installed."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


class Chromium:
    """A browser with a profile of its own; its `page` gives pages."""

    PATIENCE = 60

    def __init__(self):
        self._profile = tempfile.TemporaryDirectory(prefix="gongwen-browser-", ignore_cleanup_errors=True)
        ends = [self._above(end) for end in os.pipe() + os.pipe()]
        command_out, command_in, reply_out, reply_in = (ends[0], ends[1], ends[2], ends[3])

        def connect():  # the browser reads commands at 3 and replies at 4
            os.dup2(command_out, 3)
            os.dup2(reply_in, 4)

        self._process = subprocess.Popen(
            [program(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
             "--remote-debugging-pipe", "--hide-scrollbars", f"--user-data-dir={self._profile.name}"],
            preexec_fn=connect, pass_fds=(3, 4), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(command_out)
        os.close(reply_in)
        self._commands = os.fdopen(command_in, "wb", buffering=0)
        self._replies = os.fdopen(reply_out, "rb", buffering=0)
        self._rest = b""
        self._number = 0
        self.events = []

    @staticmethod
    def _above(end):
        """The same end of a pipe out of the way of 3 and 4."""
        moved = fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10)
        os.close(end)
        return moved

    def send(self, method, session=None, **parameters):
        """Sends a command and returns its result."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        self._commands.write(json.dumps(message).encode() + b"\0")
        while True:
            reply = self._read()
            if reply.get("id") != self._number:
                self.events.append(reply)
            elif "error" in reply:
                raise RuntimeError(f"{method}: {reply['error']['message']}")
            else:
                return reply["result"]

    def _read(self):
        while b"\0" not in self._rest:
            if not select.select([self._replies], [], [], self.PATIENCE)[0]:
                raise RuntimeError(f"the browser has gone: it has not answered for {self.PATIENCE} seconds")
            piece = self._replies.read(1 << 16)
            if not piece:
                raise RuntimeError("the browser has gone")
            self._rest += piece
        message, self._rest = self._rest.split(b"\0", 1)
        return json.loads(message)

    def page(self, **settings):
        """A new page; for the settings see `Page`."""
        context = self.send("Target.createBrowserContext")["browserContextId"]
        target = self.send("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        return Page(self, session, context, **settings)

    def close(self):
        try:
            self.send("Browser.close")
        except (RuntimeError, OSError):
            pass
        self._commands.close()
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._replies.close()
        self._profile.cleanup()


class Page:
    """A page in a context of its own: no cookies but its own."""

    def __init__(self, browser, session, context, width=1100, height=800, dark=False, script=True,
                 language="zh-CN"):
        self._browser, self._session, self._context = browser, session, context
        self.send("Page.enable")
        self.send("Runtime.enable")
        self.send("Log.enable")
        self.send("Network.enable")
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=width < 500)
        self.send("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce"}])
        self.send("Network.setExtraHTTPHeaders", headers={"Accept-Language": language})
        if not script:
            self.send("Emulation.setScriptExecutionDisabled", value=True)

    def send(self, method, **parameters):
        return self._browser.send(method, self._session, **parameters)

    def close(self):
        self._browser.send("Target.disposeBrowserContext", browserContextId=self._context)

    def go(self, address):
        """Opens an address and waits until it is loaded."""
        result = self.send("Page.navigate", url=address)
        if "errorText" in result:
            raise RuntimeError(f"{address}: {result['errorText']}")
        self.wait_for(lambda: self.is_loaded and self.location != "about:blank")

    @property
    def is_loaded(self):
        return self.evaluate("document.readyState") == "complete"

    @property
    def location(self):
        return self.evaluate("location.href")

    def evaluate(self, expression):
        """The value of an expression; a promise's when it has one."""
        result = self.send("Runtime.evaluate", expression=expression, returnByValue=True,
                           awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"].get("exception", {}).get("description", "?"))
        return result["result"].get("value")

    def wait_for(self, condition, seconds=20):
        """Waits until a condition, a function or an expression of the page, holds."""
        end = time.monotonic() + seconds
        while True:
            try:
                if condition() if callable(condition) else self.evaluate(condition):
                    return
            except RuntimeError as error:  # a page that is just going has no context
                if "gone" in str(error):
                    raise
            if time.monotonic() > end:
                raise AssertionError(f"did not come to be: {condition}")
            time.sleep(0.02)

    def leave(self, action):
        """Does what leads to another page, and waits until that one is loaded."""
        self.evaluate("window.isOld = true")
        action()
        self.wait_for("!window.isOld && document.readyState === 'complete'")

    def key(self, key, code=None, text=None):
        """Presses and releases a key."""
        codes = {"Enter": 13, "Escape": 27, "ArrowUp": 38, "ArrowDown": 40, "Tab": 9}
        code = code or codes.get(key) or ord(key.upper())
        text = text or ("\r" if key == "Enter" else key if len(key) == 1 else None)
        down = {"type": "keyDown" if text else "rawKeyDown", "key": key, "windowsVirtualKeyCode": code}
        if text:
            down["text"] = text
        self.send("Input.dispatchKeyEvent", **down)
        self.send("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)

    def type(self, text):
        """Puts a text in at the cursor, as after a composition."""
        self.send("Input.insertText", text=text)

    def compose(self, text):
        """Shows a text as an input method does before it is confirmed."""
        self.send("Input.imeSetComposition", text=text, selectionStart=len(text), selectionEnd=len(text))

    def click(self, selector):
        """Clicks in the middle of an element."""
        place = self.evaluate(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
            " e.scrollIntoView({block: 'center'}); const r = e.getClientRects()[0];"
            " return [r.x + r.width / 2, r.y + r.height / 2]; })()")
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=place[0], y=place[1], button="left",
                      clickCount=1)

    def text(self, selector):
        return self.evaluate(f"document.querySelector({json.dumps(selector)})?.textContent ?? null")

    def texts(self, selector):
        return self.evaluate(
            f"[...document.querySelectorAll({json.dumps(selector)})].map(e => e.textContent)")

    def complaints(self):
        """What the browser has complained of: exceptions, blocked or missing files."""
        self.evaluate("0")
        found = []
        for event in self._browser.events:
            if event.get("sessionId") != self._session:
                continue
            if event["method"] == "Runtime.exceptionThrown":
                found.append(event["params"]["exceptionDetails"]["text"])
            if event["method"] == "Log.entryAdded" and event["params"]["entry"]["level"] == "error":
                found.append(event["params"]["entry"]["text"] + " " + event["params"]["entry"].get("url", ""))
        return found

    def requests(self):
        """The addresses that the page has asked for."""
        return [event["params"]["request"]["url"] for event in self._browser.events
                if event.get("sessionId") == self._session
                and event["method"] == "Network.requestWillBeSent"]

    def screenshot(self, path):
        size = self.send("Page.getLayoutMetrics")["cssContentSize"]
        picture = self.send("Page.captureScreenshot", captureBeyondViewport=True, clip={
            "x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 4000), "scale": 1})
        with open(path, "wb") as file:
            file.write(base64.b64decode(picture["data"]))
