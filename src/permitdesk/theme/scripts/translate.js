/* Keys for the table of translations. Without this script Tab and the buttons do the same. */
"use strict";

(function () {
  var list = document.querySelector("[data-texts]");
  if (!list) return;

  function texts() {
    return Array.prototype.slice.call(list.querySelectorAll("textarea"));
  }

  function rowOf(element) {
    return element.closest ? element.closest("li") : null;
  }

  function move(row, step) {
    var every = texts();
    var now = every.indexOf(row.querySelector("textarea"));
    var next = every[now + step];
    if (next) {
      next.focus();
      rowOf(next).scrollIntoView({ block: "nearest" });
    }
  }

  list.addEventListener("keydown", function (event) {
    var row = rowOf(event.target);
    if (!row || event.defaultPrevented || event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      row.querySelector("button[name=next]").click();
    } else if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      move(row, event.key === "ArrowDown" ? 1 : -1);
    }
  });

  var help = document.querySelector("[data-keys]");
  if (help) help.hidden = false;
})();
