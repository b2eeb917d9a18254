// What makes the page quicker to use. Without it everything is there, too.
"use strict";

(() => {
  const box = document.getElementById("q");
  const form = document.getElementById("search");

  // MARK: Input methods

  // The key that confirms a candidate is the input method's: it neither searches nor moves anything.
  // Browsers tell so in three ways, and some send the key after the composition has ended.
  let confirming = false;
  const belongsToInputMethod = (event) =>
    event.isComposing || event.key === "Process" || event.keyCode === 229;

  document.addEventListener("keydown", (event) => {
    confirming = belongsToInputMethod(event);
  }, true);
  document.addEventListener("keyup", () => { confirming = false; }, true);
  let composing = false;
  document.addEventListener("compositionstart", () => { composing = true; }, true);
  document.addEventListener("compositionend", () => { composing = false; }, true);
  document.addEventListener("submit", (event) => {
    if (confirming || composing) event.preventDefault();
  }, true);

  // MARK: Completions

  const list = document.createElement("ul");
  list.id = "completions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.dataset.completions);
  list.hidden = true;
  form.append(list);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", "completions");
  box.setAttribute("aria-expanded", "false");

  let selected = -1;
  let request = null;

  const close = () => {
    request?.abort();
    list.hidden = true;
    selected = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };

  const select = (number) => {
    const items = list.children;
    items[selected]?.removeAttribute("aria-selected");
    selected = (number + items.length + 1) % (items.length + 1);
    if (selected === items.length) selected = -1;
    const item = items[selected];
    if (item) {
      item.setAttribute("aria-selected", "true");
      item.scrollIntoView({ block: "nearest" });
      box.setAttribute("aria-activedescendant", item.id);
    } else {
      box.removeAttribute("aria-activedescendant");
    }
  };

  // What is being typed: what follows the last space, quotation mark or parenthesis.
  const typed = () => box.value.slice(0, box.selectionStart).match(/[^\s"“”()|｜]*$/u)[0];

  const take = (item) => {
    if (item.dataset.address) {
      location.assign(item.dataset.address);
      return;
    }
    const end = box.selectionStart;
    const start = end - typed().length;
    box.setRangeText(item.dataset.text, start, end, "end");
    close();
    form.requestSubmit();
  };

  const item = (text, note, data) => {
    const element = document.createElement("li");
    element.id = `completion-${list.children.length}`;
    element.setAttribute("role", "option");
    Object.assign(element.dataset, data);
    element.append(text);
    const small = document.createElement("small");
    small.append(note);
    element.append(small);
    // Before the box loses its focus.
    element.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      take(element);
    });
    list.append(element);
  };

  const complete = async () => {
    request?.abort();
    const text = typed();
    if (composing || text === "" || text === "-") return close();
    request = new AbortController();
    try {
      const answer = await fetch(`/api/suggest?limit=5&q=${encodeURIComponent(text)}`, {
        signal: request.signal,
      });
      if (!answer.ok) return close();
      const found = await answer.json();
      if (document.activeElement !== box || typed() !== text) return close();
      list.replaceChildren();
      selected = -1;
      for (const word of found.words) {
        if (word.text !== text) item(word.text, String(word.documents), { text: word.text });
      }
      for (const name of found.names) item(name.text, String(name.documents), { text: name.text });
      for (const title of found.titles) {
        item(title.text, "↗", { address: `/documents/${title.id}` });
      }
      list.hidden = list.children.length === 0;
      box.setAttribute("aria-expanded", String(!list.hidden));
      box.removeAttribute("aria-activedescendant");
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  };

  box.addEventListener("input", complete);
  box.addEventListener("compositionend", complete);
  box.addEventListener("blur", close);

  // MARK: Matches in a document

  const number = document.getElementById("match-number");
  const links = number && [number.previousElementSibling, number.nextElementSibling];
  let current = number ? Number(number.dataset.current) : 0;

  const address = (match) => {
    const url = new URL(location.href);
    url.searchParams.set("match", match);
    url.hash = `m${match}`;
    return url;
  };

  // The address follows, so that Back from another page leads to the same match.
  const goTo = (match, isNew) => {
    const count = Number(number.dataset.count);
    if (match < 1 || match > count) return;
    document.querySelectorAll("mark.current").forEach((mark) => mark.classList.remove("current"));
    document.querySelectorAll(`mark[data-match="${match}"]`)
      .forEach((mark) => mark.classList.add("current"));
    current = match;
    number.textContent = number.textContent.replace(/[\d,]+/, match.toLocaleString("en"));
    links.forEach((link, index) => {
      const to = match + (index === 0 ? -1 : 1);
      if (to >= 1 && to <= count) link.href = address(to); else link.removeAttribute("href");
    });
    if (isNew) history.replaceState(null, "", address(match));
    document.getElementById(`m${match}`)?.scrollIntoView({ block: "center" });
  };

  links?.forEach((link, index) => {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      goTo(current + (index === 0 ? -1 : 1), true);
    });
  });
  if (number && location.hash === "") goTo(current, false);

  // MARK: Citation and print

  const citation = document.getElementById("citation");
  if (citation) {
    const text = citation.textContent;
    const button = (label, action) => {
      const element = document.createElement("button");
      element.type = "button";
      element.className = "plain";
      element.append(label);
      element.addEventListener("click", () => action(element));
      citation.append(element);
    };
    // With the section that the address names, and what is marked in the text as a quotation.
    const whole = () => {
      const target = location.hash.startsWith("#s")
        && document.querySelector(`.outline a[href="${CSS.escape(location.hash).replace("\\#", "#")}"]`);
      const quoted = String(getSelection()).trim();
      return (quoted ? `“${quoted}”（` : "") + text + (target ? `，${target.textContent}` : "")
        + (quoted ? "）" : "");
    };
    const copy = async (element) => {
      try {
        await navigator.clipboard.writeText(whole());
      } catch {
        // Without a secure context there is only the old way.
        const area = document.createElement("textarea");
        area.value = whole();
        document.body.append(area);
        area.select();
        document.execCommand("copy");
        area.remove();
      }
      element.textContent = citation.dataset.copied;
    };
    button(citation.dataset.copy, copy);
    button(citation.dataset.print, () => print());
  }

  // MARK: Keys

  const hits = () => [...document.querySelectorAll("a.hit")];

  const moveAmongHits = (step) => {
    const all = hits();
    if (all.length === 0) return false;
    const place = all.indexOf(document.activeElement);
    const next = place < 0 ? (step > 0 ? 0 : -1) : place + step;
    if (next < 0) box.focus(); else all[Math.min(next, all.length - 1)].focus();
    return true;
  };

  const inBox = (event) => {
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp": {
        const step = event.key === "ArrowDown" ? 1 : -1;
        if (!list.hidden) {
          select(selected + step);
          return true;
        }
        return step > 0 && moveAmongHits(step);
      }
      case "Enter":
        if (selected < 0) return false;
        take(list.children[selected]);
        return true;
      case "Escape":
        if (!list.hidden) close(); else if (box.value !== "") box.value = ""; else box.blur();
        return true;
      default:
        return false;
    }
  };

  const elsewhere = (event) => {
    switch (event.key) {
      case "/":
        box.focus();
        box.select();
        return true;
      case "ArrowDown": return document.activeElement?.matches("a.hit") && moveAmongHits(1);
      case "ArrowUp": return document.activeElement?.matches("a.hit") && moveAmongHits(-1);
      case "n": return number !== null && (goTo(current + 1, true), true);
      case "p": return number !== null && (goTo(current - 1, true), true);
      case "Escape":
        box.focus();
        box.value = "";
        return true;
      default: return false;
    }
  };

  document.addEventListener("keydown", (event) => {
    if (belongsToInputMethod(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const isInBox = document.activeElement === box;
    if (!isInBox && document.activeElement?.matches("input, textarea, select")) return;
    if (isInBox ? inBox(event) : elsewhere(event)) event.preventDefault();
  });
})();
