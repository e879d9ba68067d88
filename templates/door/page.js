// The page's own script: it sends what is typed, and takes over what the file says by now.
"use strict";
const REST = 500;
const words = document.getElementById("words").dataset;
const news = document.getElementById("news");
const frame = document.getElementById("document");
const pages = document.getElementById("pages");
const readOnly = Boolean(document.body.dataset.readOnly);
let notes = false, drawn = false, picked = false;

new MutationObserver(() => { clearTimeout(news.fading); news.fading = setTimeout(() => { news.textContent = ""; }, 4000); })
  .observe(news, {childList: true});

// --- asking the server: one thing after the other ------------------------------------------
const url = (path, more = {}) => `${path}?${new URLSearchParams({notes: notes ? 1 : 0, ...more})}`;
async function post(path, body, more) {
  const raw = body instanceof Blob;
  const answer = await fetch(url(path, more), {
    method: "POST", body: raw ? body : JSON.stringify(body),
    headers: {"Content-Type": raw ? "application/octet-stream" : "application/json"},
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer;
}
let queue = Promise.resolve();
function inTurn(job) {
  const done = queue.then(job).catch(() => { news.textContent = words.lost; });
  queue = done;
  return done;
}

// --- fields ----------------------------------------------------------------------------------
const boxes = field => [...field.querySelectorAll("input, select, textarea")].filter(one => !one.closest("[data-own]"));
const typed = field => boxes(field).map(one => one.value).join(" ").trimEnd();
const unsaved = field => typed(field) !== field.dataset.was.trimEnd();
function fill(field, text) {
  const all = boxes(field);
  if (all.length === 1) all[0].value = text;
  else text.split(" ").concat("").slice(0, all.length).forEach((part, at) => { all[at].value = part; });
}
const resting = new Map(), adding = new Map();
function soon(field) {
  clearTimeout(resting.get(field));
  resting.set(field, setTimeout(() => save(field), REST));
}
// What a box for a date holds that is none, as 30 February, it tells nobody: it says that it is empty.
const unfit = field => boxes(field).some(one => !one.validity.valid);
function save(field) {
  clearTimeout(resting.get(field));
  resting.delete(field);
  if (unfit(field)) return tell(field, [{message: words.noDate, help: words.wholeDate}]);
  tell(field, []);
  if (!unsaved(field) || field.querySelector(".conflict")) return;
  inTurn(async () => {
    if (!field.isConnected || !unsaved(field) || unfit(field)) return;
    const text = typed(field);
    const place = JSON.parse(field.dataset.place);
    const answer = await (await post("change", {does: "write", ...place, text, was: field.dataset.was})).json();
    if (answer.conflict) return conflict(field, answer.theirs);
    tell(field, answer.refused || []);
    if (answer.refused) return;
    field.dataset.was = text;
    for (const one of document.querySelectorAll("#made .error")) one.remove();
    news.textContent = words.saved;
    await refresh();
  });
}
function add(adder) {
  const box = adder.querySelector("input");
  const text = box.value.trim();
  if (!text || adding.get(adder) === text) return;  // Enter, and then leaving the field
  adding.set(adder, text);
  inTurn(async () => {
    const place = JSON.parse(adder.dataset.add);
    const answer = await (await post("change", {does: "add", ...place, text})).json();
    tell(adder, answer.refused || []);
    if (answer.refused) return;
    if (answer.conflict) return conflict(adder, answer.theirs);
    if (box.value.trim() === text) box.value = "";
    news.textContent = words.saved;
    await refresh();
  }).finally(() => adding.delete(adder));
}
function fault(tag, {message, help}) {
  const made = Object.assign(document.createElement(tag), {className: "error", textContent: `${message} `});
  made.append(Object.assign(document.createElement("span"), {className: "cure", textContent: help}));
  return made;
}
function tell(field, said) {
  field.querySelector(".refused")?.remove();
  if (!said.length) return;
  const list = Object.assign(document.createElement("ul"), {className: "said refused"});
  list.dataset.own = "";
  list.setAttribute("role", "alert");
  for (const one of said) list.append(fault("li", one));
  field.append(list);
}
function conflict(field, theirs) {
  const box = Object.assign(document.createElement("div"), {className: "conflict"});
  box.dataset.own = "";
  box.setAttribute("role", "alert");
  const say = text => box.append(Object.assign(document.createElement("p"), {textContent: text}));
  const button = (text, does) => {
    const made = Object.assign(document.createElement("button"), {type: "button", textContent: text});
    made.addEventListener("click", () => { box.remove(); does(); });
    box.append(made, " ");
  };
  if (theirs === null) say(words.gone);
  else {
    say(words.conflict);
    box.append(Object.assign(document.createElement("pre"), {textContent: theirs || words.blank}));
    button(words.mine, () => { field.dataset.was = theirs; "text" in field.dataset ? saveText() : save(field); });
  }
  button(words.theirs, () => { if (theirs !== null) field.dataset.was = theirs; fill(field, field.dataset.was); inTurn(refresh); });
  field.querySelector(".conflict")?.remove();
  field.append(box);
}

// --- taking over what the server says, and leaving alone what somebody is typing -------------
const key = node => node.dataset?.key;
const own = node => node.dataset && "own" in node.dataset;
function take(old, fresh, typing) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  if (own(old)) return;
  if ("was" in old.dataset) typing = unsaved(old);
  if (old.matches("details") && fresh.dataset.filled && !old.dataset.filled) old.open = true;
  const kept = name => name === "open" || (name === "data-was" && typing) || (name === "aria-pressed" && own(old));
  for (const {name, value} of [...fresh.attributes]) if (!kept(name) && old.getAttribute(name) !== value) old.setAttribute(name, value);
  for (const {name} of [...old.attributes]) if (!kept(name) && !fresh.hasAttribute(name)) old.removeAttribute(name);
  if (old.matches("input, textarea")) {
    if (!typing && old.type !== "file" && old.value.trimEnd() !== fresh.value.trimEnd()) old.value = fresh.value;
    if (old.matches("textarea")) return;
  }
  const chosen = old.matches("select") && (typing || (old.id === "kind" && picked)) ? old.value : null;
  children(old, fresh, typing);
  if (old.matches("select")) old.value = chosen !== null && [...old.options].some(one => one.value === chosen) ? chosen : fresh.value;
}
function children(old, fresh, typing) {
  const named = new Map([...old.children].filter(key).map(one => [key(one), one]));
  const wanted = new Set([...fresh.children].map(key).filter(Boolean));
  const left = [...old.childNodes].filter(one => !(key(one) && wanted.has(key(one))) && !own(one));
  let at = old.firstChild;
  for (const next of [...fresh.childNodes]) {
    if (own(next) && next.id && old.querySelector(`:scope > #${next.id}`)) continue;
    let match = key(next) && named.get(key(next));
    if (match && match.nodeName !== next.nodeName) match = null;
    if (!match) {
      const place = left.findIndex(one => one.nodeName === next.nodeName && Boolean(key(one)) === Boolean(key(next)));
      if (place >= 0) [match] = left.splice(place, 1);
    }
    while (at && own(at) && at !== match) at = at.nextSibling;
    if (!match) old.insertBefore(document.importNode(next, true), at);
    else {
      if (match === at) at = at.nextSibling;
      else old.insertBefore(match, at);
      take(match, next, typing);
    }
  }
  for (const gone of left) gone.remove();
}
async function refresh() {
  const answer = await fetch(url("left"));
  if (!answer.ok) throw new Error(String(answer.status));
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const {lang} = fresh.getElementById("left");
  if (lang && lang !== document.documentElement.lang) return location.reload();  // all of it speaks anew
  const here = document.activeElement;
  for (const id of ["left", "tools"]) take(document.getElementById(id), fresh.getElementById(id), false);
  if (here !== document.activeElement && here?.isConnected) here.focus();  // it was moved
  await draw();
}

function showNotes() {  // in its turn: what was typed into a note is saved while it is shown
  notes = !notes;
  for (const id of notes ? [] : ["made", "returned"]) document.getElementById(id)?.replaceChildren();
  if (!notes) pages.removeAttribute("src");
  return refresh();
}

// --- the document ----------------------------------------------------------------------------
function copy() {
  const [kind, reader] = (document.getElementById("kind").value || "agenda/manager").split("/");
  return {kind, for: reader};
}
async function draw() {
  if (!pages.hidden) pages.src = `${url("pages", {...copy(), at: Date.now()})}#navpanes=0&view=FitH`;
  const address = url("document", copy());
  const shown = frame.contentDocument;
  if (!drawn || !shown?.body) {  // nothing is there yet, or a link has led nowhere
    drawn = true;
    const loaded = new Promise(done => {
      frame.addEventListener("load", done, {once: true});
      setTimeout(done, 3000);
    });
    frame.src = address;
    return loaded;
  }
  const answer = await fetch(address);
  const fresh = new frame.contentWindow.DOMParser().parseFromString(await answer.text(), "text/html");
  const style = page => [...page.querySelectorAll("style")].map(one => one.textContent).join();
  if (style(shown) !== style(fresh)) shown.head.replaceWith(shown.adoptNode(fresh.head));
  const top = shown.scrollingElement?.scrollTop || 0;
  shown.body.replaceWith(shown.adoptNode(fresh.body));
  for (const {name, value} of fresh.documentElement.attributes) shown.documentElement.setAttribute(name, value);
  if (shown.scrollingElement) shown.scrollingElement.scrollTop = top;
}

// --- buttons ---------------------------------------------------------------------------------
async function make(what) {
  const made = document.getElementById("made");
  made.textContent = "…";
  const told = await (await post("make", {what, ...copy()})).json();
  made.textContent = "";
  for (const name of told.written) {
    const link = Object.assign(document.createElement("a"), {href: url(`made/${encodeURIComponent(name)}`), textContent: name, download: name});
    made.append(Object.assign(document.createElement("p"), {textContent: `${words.written} `}));
    made.lastChild.append(link);
    if (name.endsWith(".eml")) made.append(Object.assign(document.createElement("p"), {textContent: words.draft}));
    if (name.endsWith(".yaml")) {
      const go = Object.assign(document.createElement("button"), {type: "button", textContent: words.go});
      go.dataset.go = name;
      made.lastChild.append(" ", go);
    }
  }
  for (const line of told.said) made.append(Object.assign(document.createElement("p"), {textContent: line}));
  for (const one of told.wrong) made.append(fault("p", one));
  await refresh();
}
function saveText() {
  const field = document.getElementById("mend");
  const text = field.querySelector("textarea").value;
  inTurn(async () => {
    const answer = await (await post("mend", {text, was: field.dataset.was})).json();
    if (answer.conflict) return conflict(field, answer.theirs);
    tell(field, answer.refused || []);
    if (!answer.refused) { field.dataset.was = text; await refresh(); }
  });
}
async function returnedFrom(answer) {
  document.getElementById("returned").innerHTML = await answer.text();
  await refresh();
}
const drop = file => file && inTurn(async () => returnedFrom(await post("collect", file, {name: file.name})));
function settle(form, write) {
  const chosen = JSON.parse(form.dataset.chosen);
  for (const one of form.querySelectorAll("input[type=radio]:checked")) chosen[one.name] = one.value;
  for (const one of form.querySelectorAll("[data-typed]")) if (one.value) chosen[one.dataset.typed] = `typed:${one.value}`;
  inTurn(async () => returnedFrom(await post("settle", {chosen, write: Boolean(write)})));
}
function mark(button) {
  const box = button.closest(".field").querySelector("textarea"), sign = button.dataset.mark;
  const {selectionStart: from, selectionEnd: to, value} = box;
  const inside = value.slice(from, to);
  const text = sign.includes("(") ? `[${inside}]${sign}` : sign.endsWith(" ") ? inside.split("\n").map(line => sign + line).join("\n") : sign + inside + sign;
  box.setRangeText(text, from, to, "select");
  box.focus();
  soon(box.closest("[data-place]"));
}

// On its way to the day that is meant, a date that is typed is several others: it is saved when it is left.
const onItsWay = box => ["date", "time"].includes(box.type);
document.addEventListener("input", ({target}) => {
  const field = target.closest("[data-place]");
  if (field && !readOnly && !onItsWay(target)) soon(field);
});
document.addEventListener("change", ({target}) => {
  if (target.id === "kind") { picked = true; inTurn(draw); }
  if (target.id === "copy") { drop(target.files[0]); target.value = ""; }
  const field = target.closest("[data-place]");
  if (field && !readOnly && !onItsWay(target)) save(field);
});
document.addEventListener("focusout", ({target, relatedTarget}) => {
  const field = target.closest("[data-place]");
  if (field && !readOnly) save(field);
  const adder = target.closest("[data-add]");
  if (adder && !adder.contains(relatedTarget)) add(adder);
});
document.addEventListener("keydown", event => {
  const adder = event.target.closest("[data-add]");
  if (adder && event.key === "Enter" && event.target.matches("input")) { event.preventDefault(); add(adder); }
});
document.addEventListener("click", ({target}) => {
  const button = target.closest("button");
  if (!button) return;
  const {does, make: what, mark: sign} = button.dataset;
  if ("adds" in button.dataset) add(button.closest("[data-add]"));
  else if (sign) mark(button);
  else if (does) inTurn(async () => {
    const place = JSON.parse(button.closest("[data-entry]").dataset.entry);
    const list = button.closest(".rows");
    const answer = await (await post("change", {does, ...place})).json();
    tell(list, answer.refused || []);
    await refresh();
    if (!button.isConnected) list.querySelector("[data-add] input")?.focus();
  });
  else if (what) inTurn(() => make(what));
  else if (button.dataset.go) inTurn(async () => {
    const {elsewhere} = await (await post("go", {name: button.dataset.go})).json();
    if (elsewhere) location.assign(elsewhere);
    else location.reload();
  });
  else if (button.id === "undo") inTurn(async () => {
    const answer = await (await post("undo", {})).json();
    if (answer.conflict) news.textContent = words.changed;
    if (answer.refused) news.textContent = answer.refused.map(one => one.message).join(" ");
    await refresh();
  });
  else if (button.id === "notes" || "shows" in button.dataset) inTurn(showNotes);
  else if (button.id === "save") saveText();
  else if (button.id === "paged") {
    pages.hidden = !pages.hidden;
    frame.hidden = !pages.hidden;
    button.setAttribute("aria-pressed", String(!pages.hidden));
    inTurn(draw);
  }
});
document.addEventListener("submit", event => {
  event.preventDefault();
  if (event.target.id === "settle") settle(event.target, event.submitter?.value);
  if (event.target.id === "begin") inTurn(async () => {
    const told = await (await post("begin", Object.fromEntries(new FormData(event.target)))).json();
    tell(event.target, told.wrong);
    await refresh();
  });
});
for (const kind of ["dragover", "dragleave", "drop"]) document.addEventListener(kind, event => {
  const place = event.target.closest?.("#drop");
  event.preventDefault();
  place?.classList.toggle("over", kind === "dragover");
  if (place && kind === "drop") drop(event.dataTransfer.files[0]);
});
// What is not saved yet goes with the page.
addEventListener("beforeunload", () => {
  const send = told => fetch(url("change"), {
    method: "POST", keepalive: true, headers: {"Content-Type": "application/json"}, body: JSON.stringify(told),
  });
  for (const field of readOnly ? [] : document.querySelectorAll("[data-place], [data-add]")) {
    const {place, add: list, was} = field.dataset;
    if (list && typed(field).trim() && !adding.has(field)) send({does: "add", ...JSON.parse(list), text: typed(field).trim()});
    if (place && unsaved(field) && !unfit(field)) send({does: "write", ...JSON.parse(place), text: typed(field), was});
  }
});

let version = document.body.dataset.version;
const events = new EventSource("events");
events.onmessage = ({data}) => {
  document.getElementById("ended").hidden = true;
  if (version !== data) inTurn(refresh);
  version = data;
};
events.onerror = () => { document.getElementById("ended").hidden = false; };
inTurn(draw);
