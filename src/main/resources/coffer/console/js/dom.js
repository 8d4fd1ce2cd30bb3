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

/** Replaces the children of an element. */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
  return element;
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

/** A heading and its content. */
export function section(title, ...children) {
  const heading = el("h2", {}, title);
  return el("section", {}, heading, ...children);
}

/** A list of terms and their values; pairs without a value are left out. */
export function facts(pairs) {
  return el(
    "dl",
    { class: "facts" },
    pairs
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([term, value]) => el("div", {}, el("dt", {}, term), el("dd", {}, value))),
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
