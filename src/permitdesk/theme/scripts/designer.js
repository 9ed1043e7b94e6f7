/* Dragging in the outline of a form, and choices that decide what is asked beside them. Without this
   script there are buttons for both. What is sent is the same form. */
"use strict";

(function () {
  var form = document.querySelector("form.pd-designer");
  var dragged = null;

  function send(values) {
    Object.keys(values).forEach(function (name) {
      var input = document.createElement("input");
      input.type = "hidden";
      input.name = name;
      input.value = values[name];
      form.appendChild(input);
    });
    form.submit();
  }

  function listOf(item) {
    return item.parentElement.getAttribute("data-outline");
  }

  function fits(item) {
    if (!dragged || !item || item === dragged) {
      return false;
    }
    if (listOf(dragged) === "steps") {
      return listOf(item) === "steps";
    }
    return listOf(item) === "steps" || item.dataset.kind === dragged.dataset.kind;
  }

  function itemAt(target) {
    return target.closest ? target.closest("[data-outline] > li[data-name]") : null;
  }

  function unmark() {
    document.querySelectorAll(".pd-drop").forEach(function (each) {
      each.classList.remove("pd-drop");
    });
  }

  function drop(item) {
    if (listOf(dragged) === "steps") {
      send({ do: "place-step", name: dragged.dataset.name, before: item.dataset.name });
    } else if (listOf(item) === "steps") {
      send({ do: "place", name: dragged.dataset.name, step: item.dataset.name, before: "" });
    } else {
      send({
        do: "place",
        name: dragged.dataset.name,
        step: item.parentElement.dataset.step,
        before: item.dataset.name
      });
    }
  }

  function begin() {
    form.querySelectorAll("[data-outline] > li[data-name]").forEach(function (item) {
      item.draggable = true;
    });
    form.addEventListener("dragstart", function (event) {
      dragged = itemAt(event.target);
      if (dragged) {
        dragged.classList.add("pd-dragged");
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", dragged.dataset.name);
      }
    });
    form.addEventListener("dragover", function (event) {
      var item = itemAt(event.target);
      unmark();
      if (fits(item)) {
        event.preventDefault();
        item.classList.add("pd-drop");
      }
    });
    form.addEventListener("drop", function (event) {
      var item = itemAt(event.target);
      if (fits(item)) {
        event.preventDefault();
        drop(item);
      }
    });
    form.addEventListener("dragend", function () {
      unmark();
      if (dragged) {
        dragged.classList.remove("pd-dragged");
      }
      dragged = null;
    });
  }

  /* What was typed while the page was asked for stays: the fresh part knows only what was sent. */
  function carry(part, fresh, sent) {
    part.querySelectorAll("input[id], select[id], textarea[id]").forEach(function (input) {
      var ticks = input.type === "checkbox" || input.type === "radio";
      var before = ticks ? sent.getAll(input.name).indexOf(input.value) >= 0 : sent.get(input.name);
      var now = ticks ? input.checked : input.value;
      var other = fresh.querySelector("#" + CSS.escape(input.id));
      if (other && now !== before) {
        other[ticks ? "checked" : "value"] = now;
      }
    });
  }

  /* A choice in a part with data-refresh decides what is asked beside it, a button adds or takes
     away a row: the page is asked for again with all that is typed, and only that part of it is put
     in place. Of two answers for a part that are on their way the last one counts. */
  var turns = {};

  function refresh(part, button) {
    var name = part.id;
    var whole = part.closest("form");
    var data = new FormData(whole);
    var turn = (turns[name] = (turns[name] || 0) + 1);
    data.append(button ? button.name : "refresh", button ? button.value : "1");
    fetch(whole.action, { method: "POST", body: data, credentials: "same-origin" })
      .then(function (answer) {
        return answer.ok ? answer.text() : Promise.reject(new Error(answer.status));
      })
      .then(function (text) {
        var page = new DOMParser().parseFromString(text, "text/html");
        var old = document.getElementById(name);
        var fresh = page.getElementById(name);
        if (!fresh) {
          throw new Error(name);
        }
        if (turn === turns[name]) {
          var focused = old.contains(document.activeElement) ? document.activeElement : null;
          carry(old, fresh, data);
          old.replaceWith(document.adoptNode(fresh));
          spare(fresh, true);
          if (focused) {
            goOn(fresh, focused, button);
          }
        }
      })
      .catch(function () {
        if (button && turn === turns[name]) {
          whole.requestSubmit(button);
        } else {
          spare(document, false);
        }
      });
  }

  /* The button that asks for what fits does what this script does by itself. */
  function spare(within, hidden) {
    within.querySelectorAll("[data-refresh] button[name=refresh]").forEach(function (button) {
      button.hidden = hidden;
    });
  }

  /* Where somebody was, the same again; in a row that is new, its first question. */
  function goOn(fresh, focused, button) {
    var adds = button && button.value.indexOf("add") === 0;
    var rows = adds ? fresh.querySelectorAll("li") : [];
    var place = rows.length ? rows[rows.length - 1].querySelector("select, input, textarea") : null;
    place = place || (focused.id && document.getElementById(focused.id));
    place = place || fresh.querySelector("button, select, input:not([type=hidden])");
    if (place) {
      place.focus();
    }
  }

  if (form) {
    begin();
  }
  spare(document, true);
  document.addEventListener("change", function (event) {
    if (event.target.matches("[data-refresh] select")) {
      refresh(event.target.closest("[data-refresh]"));
    }
  });
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-refresh] button[name]");
    if (button) {
      event.preventDefault();
      refresh(button.closest("[data-refresh]"), button);
    }
  });
})();
