"use strict";
// The page is complete without this script. It sorts, filters and searches the tables, copies ids of
// rows, and runs the explorer of terms. Text is only ever set as text.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  let named = 0;
  const fresh = () => `made-${(named += 1)}`;
  const counted = (n) => n.toLocaleString("en");

  // ---- what was done, said aloud and shown for a moment
  const said = make("p", { class: "said", role: "status" });
  document.body.append(said);
  let silence;
  const say = (text) => {
    said.textContent = text;
    clearTimeout(silence);
    silence = setTimeout(() => { said.textContent = ""; }, 4000);
  };

  // ---- parts that fold: open in the file, so that they can be read without a script
  const folded = all("details.rows, details.more");
  for (const part of folded) part.open = false;
  const contents = document.querySelector("details.contents");
  if (contents && !matchMedia("(min-width: 64rem)").matches) contents.open = false;
  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = all("details:not([open])");
    for (const part of unfolded) part.open = true;
  });
  addEventListener("afterprint", () => {
    for (const part of unfolded) part.open = false;
  });

  // ---- what scrolls sideways can be reached with the keyboard
  const reach = () => {
    for (const plate of all(".plate")) {
      const scrolls = plate.scrollWidth > plate.clientWidth;
      if (scrolls) plate.setAttribute("tabindex", "0");
      else plate.removeAttribute("tabindex");
    }
  };
  addEventListener("resize", reach);
  reach();

  // ---- tables
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const missing = (cell) => cell === "";

  const compare = (numeric) => (numeric ? (a, b) => Number(a) - Number(b) : collator.compare);

  const condition = (typed, numeric) => {
    const wanted = typed.trim().toLowerCase();
    const parts = /^(<=|>=|<|>|=)\s*(-?[\d.]+(?:e[+-]?\d+)?)$/.exec(wanted);
    if (!wanted) return () => true;
    if (!numeric || !parts) return (cell) => cell.toLowerCase().includes(wanted);
    const bound = Number(parts[2]);
    const holds = {
      "<": (x) => x < bound, "<=": (x) => x <= bound, ">": (x) => x > bound,
      ">=": (x) => x >= bound, "=": (x) => x === bound,
    }[parts[1]];
    return (cell) => !missing(cell) && holds(Number(cell));
  };

  class Sheet {
    constructor(table) {
      this.table = table;
      this.body = table.tBodies[0];
      this.heads = [...table.tHead.rows[0].cells];
      this.label = table.dataset.label;
      this.rows = [...this.body.rows].map((row, place) => ({
        row, place, cells: [...row.cells].map((cell) => cell.textContent),
      }));
      for (const line of this.rows) line.text = [line.row.dataset.row, ...line.cells].join("\n").toLowerCase();
      this.heads.forEach((head, column) => this.addSort(head, column));
      table.closest(".box").before(this.tools());
      this.apply();
    }

    numeric(column) { return this.table.classList.contains(`n${column + 1}`); }

    addSort(head, column) {
      const button = make("button", { type: "button" }, ...head.childNodes);
      button.addEventListener("click", () => this.sort(column));
      head.replaceChildren(button);
    }

    sort(column) {
      const head = this.heads[column];
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of this.heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      // the first column names the rows: sorting by it restores their order in the file
      const order = compare(this.numeric(column));
      const by = (a, b) => (column === 0 ? a.place - b.place : order(a.cells[column], b.cells[column]));
      const sorted = [...this.rows].sort((a, b) => {
        const [left, right] = [missing(a.cells[column]), missing(b.cells[column])];
        if (left || right) return left - right || a.place - b.place;
        return (down ? -by(a, b) : by(a, b)) || a.place - b.place;
      });
      this.body.append(...sorted.map((line) => line.row));
    }

    tools() {
      this.search = make("input", { type: "search", autocomplete: "off" });
      this.search.addEventListener("input", () => this.apply());
      this.count = make("p", { role: "status" });
      const filter = make("button", { type: "button", "aria-expanded": "false" }, "Filter by column");
      filter.addEventListener("click", () => this.toggle(filter));
      const label = make("label", {}, `Search ${this.label}`, this.search);
      return make("div", { class: "tools" }, label, filter, this.count);
    }

    toggle(button) {
      if (!this.filters) this.addFilters();
      this.filterRow.hidden = !this.filterRow.hidden;
      button.setAttribute("aria-expanded", String(!this.filterRow.hidden));
      if (this.filterRow.hidden) for (const input of this.filters) input.value = "";
      else this.filters[0].focus();
      this.apply();
    }

    addFilters() {
      this.filters = this.heads.slice(1).map((head, at) => {
        const numeric = this.numeric(at + 1);
        const name = `Filter ${head.textContent}${numeric ? ", for example < 0.05" : ""}`;
        const input = make("input", { type: "text", "aria-label": name, autocomplete: "off" });
        if (numeric) input.placeholder = "< 0.05";
        input.addEventListener("input", () => this.apply());
        return input;
      });
      const cells = this.filters.map((input) => make("td", {}, input));
      this.filterRow = make("tr", { class: "filters" }, make("td"), ...cells);
      this.filterRow.hidden = true;
      this.table.tHead.append(this.filterRow);
    }

    apply() {
      const words = this.search.value.toLowerCase().split(/\s+/).filter(Boolean);
      const tests = (this.filters || []).map((input, at) => condition(input.value, this.numeric(at + 1)));
      let shown = 0;
      for (const { row, cells, text } of this.rows) {
        const kept = words.every((word) => text.includes(word)) && tests.every((test, at) => test(cells[at + 1]));
        row.hidden = !kept;
        shown += kept;
      }
      this.count.textContent = `${counted(shown)} of ${counted(this.rows.length)} rows`;
    }

    clear() {
      for (const input of [this.search, ...(this.filters || [])]) input.value = "";
      this.apply();
    }
  }

  const sheets = new Map();
  const sheetOf = (table) => {
    if (!sheets.has(table)) sheets.set(table, new Sheet(table));
    return sheets.get(table);
  };
  // a table is made ready when it comes into view: there are many, and some are long
  const ready = new IntersectionObserver((seen) => {
    for (const { isIntersecting, target } of seen) {
      if (isIntersecting) {
        ready.unobserve(target);
        sheetOf(target);
      }
    }
  }, { rootMargin: "200px" });
  for (const table of all("table.data")) ready.observe(table);

  // ---- rows: a link leads to a row wherever it is, and copies its id
  const unfold = (element) => {
    let changed = false;
    for (let part = element.closest("details"); part; part = part.parentElement.closest("details")) {
      changed ||= !part.open;
      part.open = true;
    }
    return changed;
  };
  const show = (row) => {
    unfold(row);
    const table = row.closest("table.data");
    if (table && row.hidden) sheetOf(table).clear();
    for (const other of all("tr.found")) other.classList.remove("found");
    row.classList.add("found");
    row.scrollIntoView({ block: "center" });
    row.querySelector("a").focus({ preventScroll: true });
  };
  const follow = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    if (target.matches("tr[data-row]")) show(target);
    else if (unfold(target)) target.scrollIntoView();
  };
  addEventListener("hashchange", follow);
  follow();
  addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#row-']");
    if (!link) return;
    const own = link.closest("tr[data-row]");
    if (own && navigator.clipboard) {
      navigator.clipboard.writeText(own.dataset.row).then(
        () => say(`Copied: ${own.dataset.row}`), () => say(own.dataset.row),
      );
    } else if (own) say(own.dataset.row);
    else if (link.hash === location.hash) follow();
  });

  // ---- findings can be copied
  for (const item of all(".findings > li")) {
    const button = make("button", { type: "button", class: "screen small" }, "Copy sentence");
    button.setAttribute("aria-describedby", item.querySelector("p").id);
    button.addEventListener("click", () => {
      const text = item.querySelector("p").textContent.trim();
      if (navigator.clipboard) navigator.clipboard.writeText(text).then(() => say("Sentence copied."), () => say(text));
      else say(text);
    });
    item.querySelector(".row").append(" ", button);
  }

  // ---- the explorer of terms
  const store = document.getElementById("terms-data");
  if (!store) return;
  const data = JSON.parse(store.textContent);
  const names = data.terms.map(([term, pos]) => `${term} (${pos})`);
  const folds = names.map((name) => name.toLowerCase());
  const most = 50; // options shown at once

  const matching = (typed) => {
    const wanted = typed.trim().toLowerCase();
    const places = folds.map((_, place) => place).filter((place) => folds[place].includes(wanted));
    const rank = (place) => (folds[place].startsWith(`${wanted} (`) ? 0 : folds[place].startsWith(wanted) ? 1 : 2);
    return wanted ? places.sort((a, b) => rank(a) - rank(b) || a - b) : places;
  };

  // A combobox with a list box, as in the ARIA authoring practices.
  class Combo {
    constructor(choose) {
      this.choose = choose;
      this.active = -1;
      this.options = [];
      this.list = make("ul", { role: "listbox", id: fresh(), "aria-label": "Terms" });
      this.list.hidden = true;
      this.input = make("input", {
        type: "text", id: fresh(), role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
        "aria-controls": this.list.id, autocomplete: "off", spellcheck: "false",
      });
      this.status = make("p", { role: "status" });
      this.input.addEventListener("input", () => this.open());
      this.input.addEventListener("click", () => this.open());
      this.input.addEventListener("keydown", (event) => this.key(event));
      this.input.addEventListener("blur", () => this.close());
      this.list.addEventListener("pointerdown", (event) => {
        event.preventDefault(); // the input keeps the focus
        const option = event.target.closest("[role=option]");
        if (option) this.take(this.options.indexOf(option));
      });
      const label = make("label", { for: this.input.id }, "Term");
      this.element = make("div", { class: "field combo" }, label, this.input, this.list);
    }

    open() {
      const found = matching(this.input.value);
      this.options = found.slice(0, most).map((place) => {
        const option = make("li", { role: "option", id: fresh(), "aria-selected": "false" }, make("bdi", {}, names[place]));
        option.dataset.place = place;
        return option;
      });
      this.list.replaceChildren(...this.options);
      this.list.hidden = !this.options.length;
      this.input.setAttribute("aria-expanded", String(!this.list.hidden));
      this.status.textContent = `${counted(found.length)} of ${counted(names.length)} terms match`;
      this.mark(-1);
    }

    close() {
      this.list.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
      this.mark(-1);
    }

    mark(place) {
      const before = this.options[this.active];
      if (before) before.setAttribute("aria-selected", "false");
      this.active = place;
      const option = this.options[place];
      if (!option) {
        this.input.removeAttribute("aria-activedescendant");
        return;
      }
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", option.id);
    }

    take(place) {
      const option = this.options[place];
      if (!option) return;
      this.input.value = names[option.dataset.place];
      this.close();
      this.status.textContent = "";
      this.choose(Number(option.dataset.place));
    }

    key(event) {
      const closed = this.list.hidden;
      const n = () => this.options.length;
      const steps = {
        ArrowDown: () => { if (closed) this.open(); this.mark(n() ? (this.active + 1) % n() : -1); },
        ArrowUp: () => { if (closed) this.open(); this.mark(n() ? (this.active <= 0 ? n() : this.active) - 1 : -1); },
        Enter: () => this.take(closed ? -1 : Math.max(this.active, 0)),
        Escape: () => { if (closed) this.input.value = ""; this.close(); },
      };
      if (!steps[event.key] || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      steps[event.key]();
    }
  }

  const svg = (tag, attributes = {}, ...children) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  const ticks = (low, high) => {
    const rough = (high - low) / 4 || 1;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map((times) => times * power).find((size) => size >= rough);
    const found = [];
    for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k += 1) found.push(Number((k * step).toPrecision(6)));
    return found;
  };

  const clipped = (text) => ([...text].length > 40 ? `${[...text].slice(0, 39).join("")}\u2026` : text);

  // Dots with intervals, a line an outlet; an interval without an end runs to the edge as an arrow.
  const plot = (lines, label, open) => {
    const [width, rowHeight, pad] = [340, 36, 14];
    const known = lines.flatMap(({ value, low, high }) => [value, low, high]).filter((x) => x !== null);
    const [least, top] = [Math.min(0, ...known), Math.max(0, ...known) || 1];
    const at = (x) => pad + ((x - least) / (top - least)) * (width - 2 * pad);
    const height = lines.length * rowHeight + 26;
    const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label });
    const axis = svg("g", { class: "axis" });
    for (const tick of ticks(least, top)) {
      axis.append(svg("line", { x1: at(tick), x2: at(tick), y1: 4, y2: height - 20 }));
      axis.append(svg("text", { x: at(tick), y: height - 6, "text-anchor": "middle" }, String(tick)));
    }
    picture.append(axis);
    lines.forEach(({ name, value, low, high }, place) => {
      const y = place * rowHeight + 28;
      picture.append(svg("text", { x: pad, y: y - 10 }, clipped(name)));
      if (value === null) {
        picture.append(svg("text", { x: pad, y: y + 4 }, "\u2013"));
        return;
      }
      const ends = [low, high].map((end, side) => (end === null && open ? (side ? width - 6 : 6) : end === null ? at(value) : at(end)));
      picture.append(svg("line", { x1: ends[0], x2: ends[1], y1: y, y2: y }));
      if (open && low === null) picture.append(svg("path", { d: `M2 ${y}l7 -4v8z` }));
      if (open && high === null) picture.append(svg("path", { d: `M${width - 2} ${y}l-7 -4v8z` }));
      picture.append(svg("circle", { cx: at(value), cy: y, r: 4 }));
    });
    return picture;
  };

  const cellsOf = (table, term, voice) => {
    const rows = data.cells[table] ? data.cells[table][term][voice] : [];
    return data.outlets.map((_, outlet) => {
      const cells = rows[outlet] || [];
      return Object.fromEntries(data.fields[table] ? data.fields[table].map((name, at) => [name, cells[at] ?? null]) : []);
    });
  };

  const COLUMNS = [
    ["frequency", "n", "n"], ["frequency", "value", "rate per 1,000"], ["frequency", "low", "low"],
    ["frequency", "high", "high"], ["frequency", "dp_norm", "DP norm"],
    ["frequency", "n_units_with", "units with"], ["frequency", "n_units", "units"],
    ["keywords", "value", "log ratio"], ["keywords", "low", "low"], ["keywords", "high", "high"],
    ["keywords", "g2", "G2"], ["keywords", "log_odds_z", "z"], ["keywords", "q", "q"],
  ].filter(([table]) => data.fields[table]);

  const shown = (value) => (value === null ? "" : String(value));

  const tableOf = (term, voice, rates, keyness) => {
    const [word, pos] = data.terms[term];
    const head = make("tr", {}, make("th", { scope: "col" }, "outlet"),
      ...COLUMNS.map(([, , name]) => make("th", { scope: "col", class: "n" }, name)),
      ...(data.fields.keywords ? [make("th", { scope: "col" }, "note")] : []));
    const rows = data.outlets.map((outlet, place) => {
      const id = (table) => [table, outlet, data.voices[voice], word, pos].join(" | ");
      const cells = COLUMNS.map(([table, field]) => {
        const values = table === "frequency" ? rates[place] : keyness[place];
        return make("td", { class: "n", "data-row": id(table) }, shown(values[field]));
      });
      const note = data.fields.keywords ? [make("td", {}, data.notes[keyness[place].note] ?? "")] : [];
      return make("tr", { "data-row": id("frequency") }, make("th", { scope: "row" }, outlet), ...cells, ...note);
    });
    return make("table", {}, make("thead", {}, head), make("tbody", {}, ...rows));
  };

  const result = make("div", { id: fresh() });
  let term = null;
  const voices = make("select", { id: fresh() }, ...data.voices.map((voice, place) => make("option", { value: place }, voice)));
  voices.value = Math.max(0, data.voices.indexOf("all"));

  const draw = () => {
    if (term === null) return;
    const voice = Number(voices.value);
    const [word, pos] = data.terms[term];
    const [rates, keyness] = ["frequency", "keywords"].map((table) => cellsOf(table, term, voice));
    const line = ({ value, low, high }, place) => ({ name: data.outlets[place], value, low, high });
    const panel = (title, lines, open) => make("div", {}, make("h4", {}, title),
      plot(lines, `${title} of ${word}, by outlet. The table below has the numbers.`, open));
    const plots = make("div", { class: "plots" }, panel("Rate per 1,000 words", rates.map(line), false));
    if (data.fields.keywords) plots.append(panel("Log ratio against the rest", keyness.map(line), true));
    const ids = Object.keys(data.fields).map((table) => `${table} | OUTLET | ${data.voices[voice]} | ${word} | ${pos}`);
    const box = make("div", { class: "box", tabindex: "0", role: "region", "aria-label": `Numbers of ${word}` }, tableOf(term, voice, rates, keyness));
    result.replaceChildren(
      make("h3", {}, make("bdi", {}, word), ` (${pos}), voice ${data.voices[voice]}`), plots, box,
      make("p", { class: "row" }, "Rows of the tables: ", make("bdi", {}, ids.join("; "))),
    );
    say(`${word}: ${rates.map((cells, place) => `${data.outlets[place]} ${shown(cells.value) || "no value"}`).join(", ")}`);
  };

  const combo = new Combo((place) => { term = place; draw(); });
  voices.addEventListener("change", draw);
  const tools = make("div", { class: "tools" }, combo.element,
    make("div", { class: "field" }, make("label", { for: voices.id }, "Voice"), voices), combo.status);
  document.querySelector(".explore").append(tools, result);
  if (data.terms.length) {
    term = 0;
    combo.input.value = names[0];
    draw();
    say("");
  }
})();
