// Filters, sorts, unfolds and prints. Everything can be read without it.
(function () {
  "use strict";
  var byId = function (id) { return document.getElementById(id); };
  var all = function (selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  };
  var criteria = all(".group>details");
  var groups = all(".group");
  var worst = ["priority", "not-met", "not-known", "nearly", "met", "not-applicable"];
  var text = new Map(criteria.map(function (c) { return [c, c.textContent.toLowerCase()]; }));
  var place = new Map(criteria.map(function (c, at) { return [c, at]; }));
  var home = new Map(criteria.map(function (c) { return [c, c.parentNode]; }));
  var title = function (c) { return c.querySelector("b").textContent; };
  var orders = {
    area: function (a, b) { return place.get(a) - place.get(b); },
    title: function (a, b) { return title(a).localeCompare(title(b), "en-GB"); },
    worst: function (a, b) {
      return worst.indexOf(a.dataset.state) - worst.indexOf(b.dataset.state) || orders.area(a, b);
    }
  };

  function filter() {
    var state = byId("by-state").value;
    var area = byId("by-area").value;
    var words = byId("by-text").value.trim().toLowerCase();
    var shown = 0;
    criteria.forEach(function (c) {
      var fits = (!state || c.dataset.state === state) &&
        (!area || c.dataset.areas.split(" ").indexOf(area) >= 0) &&
        (!words || text.get(c).indexOf(words) >= 0);
      c.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    groups.forEach(function (g) { g.hidden = !g.querySelector("details:not([hidden])"); });
    byId("shown").textContent = "Showing " + shown + " of " + criteria.length + " criteria." +
      (shown ? "" : " Choose any state and any area, and empty the text, to see them all.");
  }

  // In the order of the rules each stands with its outcome or enabler; else all stand together.
  function order() {
    var by = byId("order").value;
    criteria.slice().sort(orders[by]).forEach(function (c) {
      (by === "area" ? home.get(c) : groups[0]).appendChild(c);
    });
    groups.forEach(function (g) { g.querySelector("h3").hidden = by !== "area"; });
    filter();
  }

  function unfold(open) {
    criteria.forEach(function (c) { if (!c.hidden) { c.open = open; } });
  }

  function sortable(table) {
    all("thead th", table).forEach(function (head, at) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      button.addEventListener("click", function () { sort(table, head, at); });
      head.textContent = "";
      head.appendChild(button);
    });
  }

  function sort(table, head, at) {
    var down = head.getAttribute("aria-sort") === "ascending";
    var key = function (row) {
      var cell = row.cells[at];
      return cell.dataset.sort === undefined ? cell.textContent : cell.dataset.sort;
    };
    var rows = all("tbody tr", table).sort(function (a, b) {
      var order = key(a).localeCompare(key(b), "en-GB", { numeric: true });
      return down ? -order : order;
    });
    all("thead th", table).forEach(function (other) { other.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    rows.forEach(function (row) { table.tBodies[0].appendChild(row); });
  }

  byId("controls").hidden = false;
  ["by-state", "by-area"].forEach(function (id) { byId(id).addEventListener("change", filter); });
  byId("by-text").addEventListener("input", filter);
  byId("order").addEventListener("change", order);
  byId("unfold").addEventListener("click", function () { unfold(true); });
  byId("fold").addEventListener("click", function () { unfold(false); });
  byId("print").addEventListener("click", function () { window.print(); });
  byId("print-summary").addEventListener("click", function () {
    document.documentElement.classList.add("summary");
    window.print();
  });
  all("table.sortable").forEach(sortable);
  filter();

  // A link to a criterion that is filtered out shows it again.
  function linked() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var block = target && target.closest(".group>details");
    if (block && block.hidden) {
      byId("by-state").value = byId("by-area").value = byId("by-text").value = "";
      filter();
    }
    if (block) { block.open = true; target.scrollIntoView(); }
  }
  window.addEventListener("hashchange", linked);
  linked();

  // Browsers that cannot print what is folded get it unfolded first.
  var folded = [];
  window.addEventListener("beforeprint", function () {
    folded = all("details:not([open])");
    folded.forEach(function (d) { d.open = true; });
  });
  window.addEventListener("afterprint", function () {
    folded.forEach(function (d) { d.open = false; });
    document.documentElement.classList.remove("summary");
  });
}());
