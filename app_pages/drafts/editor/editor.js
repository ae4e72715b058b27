// A section being written: words and slots. A slot is one piece that shows what it reads, and is moved or deleted whole.
// The page is told the text as source ({{…}} for a slot, ** ** around a lead), one paragraph a line.

const IDLE = 700; // ms without a key until the text is kept
const LONGEST = 3000; // ms of unbroken typing until it is kept all the same
const BREATH = 180; // ms without a key until figures are looked for
const BLANK = "\u200b"; // lets the caret stand beside a slot at the edge of a line
const MINE = "text/x-hegao";

export default function (component) {
  const { parentElement, data } = component;
  const frame = parentElement.querySelector(".editor");
  frame.desk ??= new Editor(frame);
  frame.desk.meet(component, data);
  return () => frame.isConnected || frame.desk.leave();
}

class Editor {
  constructor(frame) {
    this.frame = frame;
    this.paper = frame.querySelector(".paper");
    this.told = frame.querySelector(".told");
    this.problem = frame.querySelector(".problem");
    this.finder = frame.querySelector(".finder");
    this.asked = this.finder.querySelector("input");
    this.list = this.finder.querySelector("ul");
    this.dropper = frame.querySelector("[data-act=drop]");
    this.serial = Date.now();
    this.known = new Map(); // how each slot read last
    this.listen();
  }

  listen() {
    const { frame, paper } = this;
    document.execCommand("defaultParagraphSeparator", false, "p");
    paper.addEventListener("input", (event) => event.isComposing || this.changed());
    paper.addEventListener("compositionend", () => this.changed());
    paper.addEventListener("beforeinput", (event) => {
      if (event.inputType === "historyUndo" || event.inputType === "historyRedo") event.preventDefault();
    });
    paper.addEventListener("blur", () => this.keep());
    paper.addEventListener("paste", (event) => this.paste(event));
    paper.addEventListener("drop", (event) => event.preventDefault());
    for (const name of ["copy", "cut"]) paper.addEventListener(name, (event) => this.copy(event));
    paper.addEventListener("keydown", (event) => this.pressed(event));
    paper.addEventListener("click", (event) => {
      const slot = event.target.closest(".chip");
      if (slot) this.choose(slot);
    });
    frame.addEventListener("click", (event) => {
      const does = event.target.closest("[data-act]")?.dataset.act;
      if (does === "find") this.find();
      else if (does === "drop") this.drop();
      else if (does) this.act(does);
    });
    // A button keeps the caret where it is.
    frame.querySelector(".bar").addEventListener("mousedown", (event) => event.preventDefault());
    this.asked.addEventListener("input", () => this.ask());
    this.asked.addEventListener("keydown", (event) => this.walk(event));
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const row = event.target.closest("li[data-at]");
      if (row) this.take(Number(row.dataset.at));
    });
    this.finder.addEventListener("focusout", (event) => {
      if (!this.finder.contains(event.relatedTarget)) this.close();
    });
    this.hidden = () => document.hidden && this.keep();
    document.addEventListener("visibilitychange", this.hidden);
    this.caret = () => {
      const chosen = document.getSelection();
      if (chosen.rangeCount && paper.contains(chosen.anchorNode)) this.range = chosen.getRangeAt(0).cloneRange();
    };
    document.addEventListener("selectionchange", this.caret);
  }

  leave() {
    this.keep();
    clearTimeout(this.idle);
    clearTimeout(this.longest);
    document.removeEventListener("visibilitychange", this.hidden);
    document.removeEventListener("selectionchange", this.caret);
    CSS.highlights?.delete("numeral");
    go_on(20);
  }

  // What the page says, after every run of it.
  meet(component, data) {
    this.tell = component;
    const kept = this.data?.doc !== data.doc;
    this.data = data;
    if (kept) this.open(data);
    else if (data.kept !== undefined && data.kept === this.sent) {
      this.forget();
      if (data.kept === this.source()) this.reread(data.slots);
    }
    this.told.textContent = data.told;
    this.name();
    this.problem.textContent = data.problem;
    this.problem.hidden = !data.problem;
    this.mark(data.numerals);
    if (data.put && data.put.serial !== this.put) {
      this.put = data.put.serial;
      this.insert(data.put);
    }
    this.show(data.found);
  }

  open(data) {
    data.slots.forEach((slot) => this.known.set(slot.slot, slot));
    this.write(data.source);
    this.sent = data.source;
    this.history = [{ source: data.source, place: { line: 0, at: 0 }, since: 0, at: 0 }];
    this.now = 0;
    const lost = localStorage.getItem(this.shelf());
    if (lost && lost !== data.source) {
      // What was typed and never reached the desk: the browser ended, or the desk was away.
      this.write(lost);
      this.remember();
      this.keep();
    }
    this.go({ line: this.paper.childNodes.length - 1, at: Infinity });
  }

  shelf() {
    return `hegao-${this.data.shelf}`;
  }

  forget() {
    if (localStorage.getItem(this.shelf()) === this.sent) localStorage.removeItem(this.shelf());
  }

  write(source) {
    this.paper.replaceChildren(...source.split("\n").map((words) => line(cut(words, this.known))));
  }

  source() {
    return [...this.paper.childNodes].map(written).join("\n");
  }

  changed() {
    this.recognise();
    this.tidy();
    this.remember();
    const source = this.source();
    if (source !== this.sent) {
      localStorage.setItem(this.shelf(), source);
      this.told.textContent = "正在输入……";
    }
    this.hold();
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.keep(), IDLE);
    this.longest ??= setTimeout(() => this.keep(), LONGEST);
  }

  // A slot that was typed with its braces becomes a piece as all others.
  recognise() {
    for (const one of this.paper.childNodes)
      for (const node of [...leaves(one)]) {
        const typed = node.nodeType === Node.TEXT_NODE && /\{\{[^{}]+\}\}/.exec(node.data);
        if (!typed) continue;
        const made = piece(cut(typed[0], this.known).rest[0]);
        const tail = node.splitText(typed.index);
        tail.data = tail.data.slice(typed[0].length);
        tail.before(made);
        const range = document.createRange();
        range.setStart(tail, 0);
        document.getSelection().removeAllRanges();
        document.getSelection().addRange(range);
      }
  }

  // Every line a paragraph, and a place for the caret behind a slot that ends one.
  tidy() {
    const place = this.place();
    let moved = false;
    for (const node of [...this.paper.childNodes]) {
      if (node.nodeName !== "P") {
        const made = document.createElement("p");
        node.replaceWith(made);
        made.append(...(node.nodeName === "DIV" ? node.childNodes : [node]));
        moved = true;
      }
    }
    if (!this.paper.firstChild) {
      this.paper.append(line(cut("", this.known)));
      moved = true;
    }
    for (const one of this.paper.childNodes)
      if (one.lastChild?.classList?.contains("chip")) {
        one.append(BLANK);
        moved = true;
      }
    if (moved) this.go(place);
  }

  // Where the caret is: which line, and behind how many characters and slots of it.
  place() {
    const chosen = document.getSelection();
    const range = chosen.rangeCount && this.paper.contains(chosen.anchorNode) ? chosen.getRangeAt(0) : this.range;
    const lines = [...this.paper.childNodes];
    const line = range ? lines.findIndex((one) => one.contains(range.startContainer)) : -1;
    if (line < 0) return { line: lines.length - 1, at: Infinity };
    const before = document.createRange();
    before.setStart(lines[line], 0);
    before.setEnd(range.startContainer, range.startOffset);
    return { line, at: length(before.cloneContents()) };
  }

  go({ line, at }) {
    const one = this.paper.childNodes[Math.min(line, this.paper.childNodes.length - 1)];
    const range = document.createRange();
    range.selectNodeContents(one);
    range.collapse(false);
    let left = at;
    for (const node of leaves(one)) {
      const size = length(node);
      if (node.nodeType === Node.TEXT_NODE && left <= size) {
        range.setStart(node, left === size ? node.length : left);
        range.collapse(true);
        break;
      }
      left -= size;
    }
    this.paper.focus({ preventScroll: true });
    const chosen = document.getSelection();
    chosen.removeAllRanges();
    chosen.addRange(range);
    this.range = range.cloneRange();
    range.startContainer.parentElement?.closest("p")?.scrollIntoView({ block: "nearest" });
  }

  remember() {
    const entry = { source: this.source(), place: this.place(), since: Date.now(), at: Date.now() };
    const last = this.history[this.now];
    if (entry.source === last.source) return;
    const typed = entry.source.split("{{").length === last.source.split("{{").length; // no slot came or went
    const flows = typed && this.now > 0 && entry.at - last.at < 800 && entry.at - last.since < 4000;
    if (flows) entry.since = last.since;
    this.history.splice(flows ? this.now : this.now + 1, Infinity, entry);
    this.now = this.history.length - 1;
  }

  step(by) {
    const entry = this.history[this.now + by];
    if (!entry) return;
    this.now += by;
    this.write(entry.source);
    this.go(entry.place);
    this.changed();
  }

  keep() {
    clearTimeout(this.idle);
    clearTimeout(this.longest);
    this.longest = undefined;
    const source = this.source();
    if (this.data === undefined || source === this.sent) return;
    this.sent = source;
    this.tell.setStateValue("text", { source, doc: this.data.doc, put: this.put ?? "" });
  }

  act(what, more = {}) {
    clearTimeout(this.idle);
    clearTimeout(this.longest);
    this.longest = undefined;
    this.sent = this.source();
    this.tell.setTriggerValue("act", { what, source: this.sent, doc: this.data.doc, serial: ++this.serial, ...more });
  }

  // What was typed is given up only when asked a second time.
  drop() {
    if (!this.told.textContent || this.sure) return this.act("drop");
    this.sure = setTimeout(() => this.hold(), 6000);
    this.name();
  }

  hold() {
    clearTimeout(this.sure);
    this.sure = undefined;
    this.name();
  }

  name() {
    this.dropper.textContent = this.sure ? "确定放弃？" : this.told.textContent ? "放弃修改" : "关闭";
  }

  choose(slot) {
    this.paper.querySelectorAll(".chosen").forEach((one) => one.classList.remove("chosen"));
    slot.classList.add("chosen");
    this.act("slot", { number: [...this.paper.querySelectorAll(".chip")].indexOf(slot) });
  }

  pressed(event) {
    if (event.isComposing) return;
    const held = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (held && key === "s") this.act("save");
    else if ((held && key === "k") || (!held && event.key === "/")) this.find();
    else if (held && key === "z") this.step(event.shiftKey ? 1 : -1);
    else if (held && key === "y") this.step(1);
    else if (event.key === "Backspace" && this.slot_before()) {
      this.slot_before().remove();
      this.changed();
    } else if (held && "bui".includes(key)) return event.preventDefault();
    else return;
    event.preventDefault();
  }

  // The slot right before the caret, the blank behind it not counted.
  slot_before() {
    const chosen = document.getSelection();
    if (!chosen.isCollapsed || !this.paper.contains(chosen.anchorNode)) return null;
    const { anchorNode: node, anchorOffset: at } = chosen;
    const text = node.nodeType === Node.TEXT_NODE;
    if (text && node.data.slice(0, at).replaceAll(BLANK, "")) return null;
    const before = text ? node.previousSibling : node.childNodes[at - 1];
    return before?.dataset?.slot ? before : null;
  }

  reread(slots) {
    this.paper.querySelectorAll(".chip").forEach((piece, at) => {
      const slot = slots[at];
      if (!slot || slot.slot !== piece.dataset.slot) return;
      if (piece.textContent !== slot.text) piece.textContent = slot.text;
      this.known.set(slot.slot, slot);
      piece.title = slot.title;
      piece.className = `n ${slot.state} chip${piece.classList.contains("chosen") ? " chosen" : ""}`;
    });
  }

  // Numbers typed as words, shown as wrong.
  mark(numerals) {
    if (!CSS.highlights) return;
    const ranges = [];
    if (numerals.length) {
      const walk = document.createTreeWalker(this.paper, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        const node = walk.currentNode;
        if (node.parentElement.closest(".chip")) continue;
        for (const numeral of numerals)
          for (let at = node.data.indexOf(numeral); at >= 0; at = node.data.indexOf(numeral, at + 1)) {
            const range = new Range();
            range.setStart(node, at);
            range.setEnd(node, at + numeral.length);
            ranges.push(range);
          }
      }
    }
    CSS.highlights.set("numeral", new Highlight(...ranges));
  }

  // Looking for a figure and putting it where the caret is.
  find() {
    this.go(this.place());
    const at = this.range.startContainer;
    const box = this.range.getClientRects()[0] ?? (at.parentElement.closest("p") ?? at).getBoundingClientRect();
    const frame = this.frame.getBoundingClientRect();
    this.finder.hidden = false;
    const left = Math.min(box.left - frame.left, frame.width - this.finder.offsetWidth - 4);
    this.finder.style.left = `${Math.max(left, 0)}px`;
    this.finder.style.top = `${box.bottom - frame.top + 4}px`;
    this.asked.value = "";
    this.rows = [];
    this.list.replaceChildren(hint("输入指标、口径，如“工业 同比”；↑↓ 选择，回车插入，Esc 退出"));
    this.asked.focus();
    this.finder.scrollIntoView({ block: "nearest" });
  }

  ask() {
    clearTimeout(this.breath);
    this.breath = setTimeout(() => {
      this.tell.setStateValue("query", this.asked.value.trim());
    }, BREATH);
  }

  show(found) {
    if (this.finder.hidden || found === null || found.query !== this.asked.value.trim() || !found.query) return;
    this.rows = found.rows;
    this.at = 0;
    this.list.replaceChildren(...found.rows.map(row));
    this.point();
    this.finder.scrollIntoView({ block: "nearest" });
  }

  point() {
    this.list.querySelectorAll("li[data-at]").forEach((item, at) => {
      item.classList.toggle("at", at === this.at);
      if (at === this.at) item.scrollIntoView({ block: "nearest" });
    });
  }

  walk(event) {
    if (event.isComposing) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key === "Escape") this.back();
    else if (event.key in steps && this.rows.length) {
      this.at = (this.at + steps[event.key] + this.rows.length) % this.rows.length;
      this.point();
    } else if (event.key === "Enter") this.rows.length && this.take(this.at);
    else return;
    event.preventDefault();
  }

  take(at) {
    const slot = this.rows[at];
    this.back();
    this.insert({ source: slot.slot, slots: [slot] });
  }

  back() {
    const place = this.place();
    this.close();
    this.go(place);
  }

  close() {
    this.finder.hidden = true;
  }

  // One slot, or a sentence with its slots, behind the caret.
  insert(what) {
    what.slots.forEach((slot) => this.known.set(slot.slot, slot));
    this.place_in([what.source]);
    this.keep();
  }

  place_in(lines) {
    this.go(this.place());
    const range = document.getSelection().getRangeAt(0);
    const made = lines.map((words) => cut(words, this.known)).map(({ lead, rest }) => [...lead, ...rest].map(piece));
    if (made.length === 1) {
      const last = made[0].at(-1);
      const holder = document.createDocumentFragment();
      holder.append(...made[0]);
      range.insertNode(holder);
      if (last) range.setStartAfter(last);
    } else {
      const first = range.startContainer.parentElement.closest("p") ?? range.startContainer.closest("p");
      range.setEnd(first, first.childNodes.length);
      const tail = range.extractContents();
      first.append(...made[0]);
      let line = first;
      for (const words of made.slice(1)) {
        const next = document.createElement("p");
        next.append(...words);
        line.after(next);
        line = next;
      }
      range.selectNodeContents(line);
      range.collapse(false);
      line.append(tail);
    }
    range.collapse(true);
    const chosen = document.getSelection();
    chosen.removeAllRanges();
    chosen.addRange(range);
    this.paper.querySelectorAll("p > br").forEach((one) => one.parentElement.textContent && one.remove());
    this.changed();
  }

  paste(event) {
    event.preventDefault();
    const source = event.clipboardData.getData(MINE) || event.clipboardData.getData("text/plain");
    const lines = source.replace(/\r/g, "").split("\n").filter((words, at, all) => words.trim() || all.length === 1);
    if (!document.getSelection().isCollapsed) document.execCommand("delete");
    if (lines.length) this.place_in(lines);
  }

  copy(event) {
    const chosen = document.getSelection();
    if (chosen.isCollapsed) return;
    event.preventDefault();
    const holder = document.createElement("div");
    holder.append(chosen.getRangeAt(0).cloneContents());
    const lines = holder.querySelector("p") ? [...holder.childNodes] : [holder];
    event.clipboardData.setData("text/plain", lines.map((one) => one.textContent.replaceAll(BLANK, "")).join("\n"));
    event.clipboardData.setData(MINE, lines.map((one) => written(one).replaceAll("**", "")).join("\n"));
    if (event.type === "cut") document.execCommand("delete");
  }
}

// Whoever works with the keyboard goes on where the field was, not at the top of the page: on the first button that
// comes in its place, unless the person is elsewhere by then.
function go_on(tries) {
  if (document.activeElement !== document.body) return;
  const next = document.querySelector(".st-key-draft-text button:not(.editor button)");
  if (next) next.focus();
  else if (tries) setTimeout(go_on, 150, tries - 1);
}

function* leaves(node) {
  if (node.nodeType === Node.TEXT_NODE || node.dataset?.slot) yield node;
  else for (const inside of node.childNodes) yield* leaves(inside);
}

// Characters and slots, the blanks at the edges left out.
function length(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data.replaceAll(BLANK, "").length;
  if (node.dataset?.slot) return 1;
  return [...node.childNodes].reduce((sum, inside) => sum + length(inside), 0);
}

function chip(slot) {
  const made = document.createElement("span");
  made.className = `n ${slot.state} chip`;
  made.contentEditable = "false";
  made.dataset.slot = slot.slot;
  made.title = slot.title;
  made.textContent = slot.text;
  return made;
}

function piece(told) {
  return typeof told === "string" ? document.createTextNode(told) : chip(told);
}

function line({ lead, rest }) {
  const made = document.createElement("p");
  if (lead.length) {
    const bold = document.createElement("b");
    bold.append(...lead.map(piece));
    made.append(bold);
  }
  made.append(...rest.map(piece));
  if (made.lastChild?.classList?.contains("chip")) made.append(BLANK);
  if (!made.firstChild) made.append(document.createElement("br"));
  return made;
}

// A line of source taken apart; a slot that was never read shows what it asks for.
function cut(words, known) {
  const led = /^\*\*(.+?)\*\*/.exec(words);
  const pieces = (text) =>
    text
      .split(/(\{\{.*?\}\})/)
      .filter(Boolean)
      .map((part) =>
        part.startsWith("{{")
          ? (known.get(part) ?? { slot: part, text: part.slice(2, -2).split("|").slice(0, 2).join("·"), state: "term", title: part })
          : part,
      );
  return { lead: led ? pieces(led[1]) : [], rest: pieces(led ? words.slice(led[0].length) : words) };
}

function written(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data.replaceAll(BLANK, "").replace(/\s/g, " ");
  if (node.dataset?.slot) return node.dataset.slot;
  const inside = [...node.childNodes].map(written).join("");
  const led = /^(?:B|STRONG)$/.test(node.nodeName) && inside.trim() && !before(node);
  return led ? `**${inside}**` : inside;
}

function before(node) {
  const line = node.closest("p, div");
  const range = document.createRange();
  range.setStart(line, 0);
  range.setEndBefore(node);
  return range.toString().replaceAll(BLANK, "");
}

function hint(words) {
  const made = document.createElement("li");
  made.className = "hint";
  made.textContent = words;
  return made;
}

function row(slot, at) {
  const made = document.createElement("li");
  made.dataset.at = at;
  const reads = document.createElement("span");
  reads.className = `n ${slot.state}`;
  reads.textContent = slot.text;
  const name = document.createElement("span");
  name.textContent = slot.name;
  const more = document.createElement("small");
  more.textContent = slot.more;
  made.append(reads, " ", name, more);
  return made;
}
