// Builds elements. All data goes in as text: no function here reads markup.

/** An element with attributes and children. A child is a node, a text, or null for none. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (key.startsWith("on")) {
      element.addEventListener(key.slice(2), value);
    } else {
      element.setAttribute(key, value === true ? "" : String(value));
    }
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children) {
    if (Array.isArray(child)) {
      append(element, child);
    } else if (child !== null && child !== undefined) {
      element.append(child instanceof Node ? child : document.createTextNode(String(child)));
    }
  }
}

/** Replaces the children of an element, which waits for nothing any more, and keeps the focus. */
export function fill(element, ...children) {
  const focused = element.contains(document.activeElement) ? document.activeElement : null;
  element.replaceChildren();
  append(element, children);
  element.removeAttribute("aria-busy");
  if (focused && focused !== element && !focused.isConnected) {
    successor(element, focused)?.focus({ preventScroll: true });
  }
  return element;
}

/** The control that has the name of a removed one, or the first table beside which it was. */
function successor(element, removed) {
  const name = (each) => each.getAttribute("aria-label") ?? each.textContent;
  const same = [...element.querySelectorAll(`${removed.localName}:not(:disabled)`)].find(
    (each) => name(each) === name(removed),
  );
  return same ?? element.querySelector(".scroll");
}

/** A place for what is being asked for. */
export function waiting(text) {
  return el("div", { "aria-busy": "true" }, el("p", {}, text));
}

/** A link to a view of this page. */
export function link(text, address, attributes = {}) {
  return el("a", { href: address, ...attributes }, text);
}

/** Stored text, such as a key. Its characters cannot change the direction of the text around it. */
export function stored(text) {
  return el("bdi", { class: "stored" }, visible(text));
}

/** A text in which characters that show nothing, or turn the text around, are visible. */
export function visible(text) {
  return String(text).replace(
    /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (each) => "\\u" + each.charCodeAt(0).toString(16).padStart(4, "0"),
  );
}

/** A heading and its content; without a title, the heading of the view is that of the section. */
export function section(title, ...children) {
  return el("section", {}, title ? el("h2", {}, title) : null, ...children);
}

/** Sections beside each other, where there is room. */
export function columns(...children) {
  return el("div", { class: "columns" }, ...children);
}

/**
 * A list of terms and their values; pairs without a value are left out. A long value has a line of
 * its own.
 */
export function facts(pairs) {
  return el(
    "dl",
    { class: "facts" },
    pairs
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([term, value, isLong]) =>
        el("div", { class: isLong ? "wide" : null }, el("dt", {}, term), el("dd", {}, value)),
      ),
  );
}

/** A button. */
export function button(text, action, attributes = {}) {
  return el("button", { type: "button", onclick: action, ...attributes }, text);
}

/** A labelled field of a form. */
export function field(label, input) {
  return el("label", { class: "field" }, el("span", {}, label), input);
}

/** A list of choices. */
export function choice(name, choices, chosen) {
  return el(
    "select",
    { name },
    choices.map(([value, text]) => el("option", { value, selected: value === chosen }, text)),
  );
}

/**
 * Lets the user confirm a write in a dialog; resolves to whether the user did. The dialog has no
 * form, because the policy of the page allows none to be sent.
 */
export function confirmed(question, action) {
  return new Promise((resolve) => {
    const dialog = el("dialog", { "aria-labelledby": "question" });
    const close = (answer) => () => dialog.close(answer);
    fill(
      dialog,
      el("p", { id: "question" }, question),
      el(
        "p",
        { class: "actions" },
        button("Cancel", close("no"), { autofocus: true }),
        button(action, close("yes"), { class: "danger" }),
      ),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
