/* Shows how far an upload is, can stop it, and keeps the chosen file when the line breaks.
   Without this script the same form sends the same; nothing else depends on it. */
"use strict";

(function () {
  var SILENCE = 45000; // milliseconds without a sign of life, then the line counts as broken
  var pressed = null;
  var busy = false;

  function hasFile(form) {
    return Array.prototype.some.call(form.elements, function (each) {
      return each.type === "file" && each.files && each.files.length > 0;
    });
  }

  function panelOf(form) {
    return form.querySelector("[data-uploading]");
  }

  function part(panel, name) {
    return panel.querySelector("[data-part=" + name + "]");
  }

  function text(panel, name) {
    return panel.getAttribute("data-" + name) || "";
  }

  // One line that everybody sees; a second one is read aloud, in quarters and not at each step.
  function say(panel, words, aloud) {
    part(panel, "seen").textContent = words;
    if (aloud) part(panel, "heard").textContent = words;
  }

  function show(panel, what) {
    part(panel, "shown").hidden = false;
    part(panel, "bar").hidden = what !== "sending";
    part(panel, "stop").hidden = what !== "sending";
    part(panel, "again").hidden = what !== "stopped";
  }

  function finish(panel, words) {
    busy = false;
    say(panel, words, true);
    show(panel, "stopped");
    part(panel, "again").focus();
  }

  // The portal says where to go on; the same page with another mark is to be fetched anew too.
  function leaveFor(address) {
    var here = location.href.split("#")[0];
    if (address.split("#")[0] !== here) return location.assign(address);
    history.replaceState(null, "", address);
    location.reload();
  }

  // The page itself came back, to say what is wrong.
  function drawn(markup) {
    var page = new DOMParser().parseFromString(markup, "text/html");
    document.title = page.title;
    document.replaceChild(document.importNode(page.documentElement, true), document.documentElement);
    busy = false;
    var first = document.getElementById("errors") || document.getElementById("main");
    if (first) {
      first.focus();
      first.scrollIntoView();
    }
  }

  function send(form, button) {
    var panel = panelOf(form);
    var file = button && button.closest && button.closest(".pd-upload");
    // On a page with many documents it would be out of sight at the end of the form.
    if (file) file.appendChild(panel);
    var data = new FormData(form);
    if (button && button.name) data.append(button.name, button.value);
    var request = new XMLHttpRequest();
    var quarter = -1;
    var silence;

    function waitOn() {
      clearTimeout(silence);
      silence = setTimeout(function () {
        request.abort();
        finish(panel, text(panel, "broken"));
      }, SILENCE);
    }

    function broken() {
      clearTimeout(silence);
      finish(panel, text(panel, "broken"));
    }

    busy = true;
    request.open("POST", form.action);
    request.setRequestHeader("X-Permitdesk-Upload", "1");
    request.upload.onprogress = function (event) {
      waitOn();
      if (!event.lengthComputable) return;
      var percent = Math.floor((100 * event.loaded) / event.total);
      part(panel, "bar").value = percent;
      var aloud = Math.floor(percent / 25) > quarter;
      if (aloud) quarter = Math.floor(percent / 25);
      say(panel, text(panel, "sending").replace("%s", percent), aloud);
    };
    request.upload.onload = function () {
      waitOn();
      say(panel, text(panel, "checking"), true);
    };
    request.onload = function () {
      clearTimeout(silence);
      var address = request.getResponseHeader("X-Permitdesk-Location");
      if (address) return leaveFor(address);
      if (request.status >= 500) return broken();
      drawn(request.responseText);
    };
    request.onerror = broken;
    part(panel, "stop").onclick = function () {
      clearTimeout(silence);
      request.abort();
      finish(panel, text(panel, "stopped"));
    };
    part(panel, "again").onclick = function () {
      if (!busy) send(form, button);
    };
    part(panel, "bar").value = 0;
    show(panel, "sending");
    say(panel, text(panel, "sending").replace("%s", "0"), true);
    waitOn();
    request.send(data);
  }

  document.addEventListener("click", function (event) {
    pressed = event.target.closest ? event.target.closest("button") : null;
  });

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!window.FormData || !window.DOMParser || !panelOf(form)) return;
    if (busy) return event.preventDefault();
    if (!hasFile(form)) return;
    var button = event.submitter || (pressed && pressed.form === form ? pressed : null);
    event.preventDefault();
    send(form, button);
  });
})();
