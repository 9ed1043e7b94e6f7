/* Suggests pages while somebody types into the search field: a combobox with a list below it
   (WAI-ARIA 1.2). Without it, or when the line is slow, the form works as it is. */
"use strict";

(function () {
  var PAUSE = 200; // milliseconds without a letter before one asks

  function suggest(form) {
    var input = form.querySelector("input[type=search]");
    var heard = form.querySelector("[data-part=heard]");
    var list = document.createElement("ul");
    var chosen = -1;
    var timer, asked;

    list.className = "pd-suggested";
    list.id = input.id + "-suggested";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", form.querySelector("label").textContent.trim());
    input.parentNode.insertAdjacentElement("afterend", list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");

    function hide() {
      list.hidden = true;
      chosen = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function choose(number) {
      var options = list.children;
      if (chosen >= 0) options[chosen].setAttribute("aria-selected", "false");
      // Before the first and behind the last is the field itself.
      chosen = number < -1 ? options.length - 1 : number >= options.length ? -1 : number;
      if (chosen < 0) return input.removeAttribute("aria-activedescendant");
      options[chosen].setAttribute("aria-selected", "true");
      options[chosen].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", options[chosen].id);
    }

    function show(items) {
      hide();
      list.textContent = "";
      items.forEach(function (item, number) {
        var option = document.createElement("li");
        var title = document.createElement("bdi");
        var kind = document.createElement("small");
        option.id = list.id + "-" + number;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.setAttribute("data-address", item.address);
        title.textContent = item.title;
        kind.textContent = item.kind;
        option.append(title, " ", kind);
        list.append(option);
      });
      heard.textContent = items.length
        ? heard.getAttribute("data-some") + " " + items.length
        : heard.getAttribute("data-none");
      if (!items.length) return;
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
    }

    function ask() {
      var typed = input.value.trim();
      if (asked) asked.abort();
      if (typed.length < 2) return hide();
      var mine = (asked = new AbortController());
      fetch(form.getAttribute("data-suggest") + "?q=" + encodeURIComponent(typed), { signal: mine.signal })
        .then(function (response) {
          return response.ok ? response.json() : { items: [] };
        })
        .then(function (answer) {
          if (mine === asked && document.activeElement === input) show(answer.items);
        })
        .catch(hide);
    }

    input.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    });
    input.addEventListener("keydown", function (event) {
      if (list.hidden) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
        event.preventDefault();
      } else if (event.key === "Enter" && chosen >= 0) {
        event.preventDefault();
        location.href = list.children[chosen].getAttribute("data-address");
      } else if (event.key === "Escape") {
        event.preventDefault();
        hide();
      }
    });
    input.addEventListener("blur", hide);
    // Before the field loses its focus, which would hide the list.
    list.addEventListener("mousedown", function (event) {
      event.preventDefault();
    });
    list.addEventListener("click", function (event) {
      var option = event.target.closest("[role=option]");
      if (option) location.href = option.getAttribute("data-address");
    });
  }

  if (window.fetch && window.AbortController)
    document.querySelectorAll("form[data-suggest]").forEach(suggest);
})();
