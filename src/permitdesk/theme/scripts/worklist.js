/* Keys for the list of cases. Without this script everything is reached in order by Tab. The focus
   really moves, from link to link, so that a screen reader follows; single letters work only while
   the focus is in the list, and can be switched off on a device. */
"use strict";

(function () {
  var table = document.querySelector("[data-worklist]");
  var help = document.querySelector("[data-worklist-help]");
  var search = document.getElementById("f-q");
  var OFF = "permitdesk-keys-off";

  function remembered() {
    try {
      return window.localStorage.getItem(OFF) === "1";
    } catch (error) {
      return false;
    }
  }

  function remember(off) {
    try {
      window.localStorage.setItem(OFF, off ? "1" : "0");
    } catch (error) {
      /* A browser that keeps nothing asks again next time. */
    }
  }

  function rows() {
    return table ? Array.prototype.slice.call(table.tBodies[0].rows) : [];
  }

  function rowOf(element) {
    return table && element.closest ? element.closest("[data-worklist] tbody tr") : null;
  }

  function move(step) {
    var every = rows();
    var now = every.indexOf(rowOf(document.activeElement));
    var next = every[now < 0 ? (step > 0 ? 0 : every.length - 1) : now + step];
    var link = next && next.querySelector("th a");
    if (link) {
      link.focus();
      next.scrollIntoView({ block: "nearest" });
    }
  }

  function choose() {
    var row = rowOf(document.activeElement);
    var box = row && row.querySelector("input[type=checkbox]");
    if (box) box.click();
  }

  function isTyping(element) {
    return /^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName) && element.type !== "checkbox";
  }

  function showHelp() {
    var details = help && help.querySelector("details");
    if (!details) return;
    details.open = !details.open;
    (details.open ? details.querySelector("summary") : search || table).focus();
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (remembered() || isTyping(document.activeElement)) return;
    var inside = Boolean(rowOf(document.activeElement));
    var keys = {
      "/": function () { if (search) search.focus(); },
      "?": showHelp,
      j: function () { move(1); },
      k: function () { move(-1); },
    };
    if (inside) {
      keys.ArrowDown = keys.j;
      keys.ArrowUp = keys.k;
      keys.x = choose;
    } else if (document.activeElement !== document.body && table && !table.parentNode.contains(document.activeElement)) {
      delete keys.j;
      delete keys.k;
    }
    var act = keys[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });

  if (help) {
    var off = help.querySelector("[data-worklist-off]");
    help.hidden = false;
    off.checked = remembered();
    off.addEventListener("change", function () {
      remember(off.checked);
    });
  }

  // One box for all rows in view; who has no script chooses "all found" below instead.
  if (table) {
    var head = table.querySelector("thead th");
    var all = document.createElement("input");
    all.type = "checkbox";
    all.className = "pd-list__check";
    all.setAttribute("aria-label", head.textContent.trim());
    head.appendChild(all);
    all.addEventListener("change", function () {
      rows().forEach(function (row) {
        row.querySelector("input[type=checkbox]").checked = all.checked;
      });
    });
  }
})();
