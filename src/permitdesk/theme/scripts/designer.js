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

  /* A choice with data-refresh decides what is asked beside it: the page is asked for again with all
     that is typed, and only that part of it is put in place. */
  function refresh(choice) {
    var part = choice.closest("[data-refresh]");
    var whole = choice.form;
    var data = new FormData(whole);
    data.append(part.dataset.refresh, "1");
    fetch(whole.action, { method: "POST", body: data, credentials: "same-origin" })
      .then(function (answer) {
        return answer.ok ? answer.text() : Promise.reject(new Error(answer.status));
      })
      .then(function (text) {
        var page = new DOMParser().parseFromString(text, "text/html");
        var fresh = page.getElementById(part.id);
        if (fresh) {
          part.replaceWith(document.importNode(fresh, true));
          var again = document.getElementById(choice.id);
          if (again) {
            again.focus();
          }
        }
      })
      .catch(function () {
        /* The button beside it does the same. */
      });
  }

  if (form) {
    begin();
  }
  document.addEventListener("change", function (event) {
    if (event.target.matches("[data-refresh] select") && event.target.form) {
      refresh(event.target);
    }
  });
})();
