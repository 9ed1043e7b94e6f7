/* Solves ALTCHA's challenge on a page that asks somebody to wait, so that they need not.
   One file: the page's part starts the same file again as a worker, which does the trying.
   Where a browser cannot, the page stays as it is: one waits. */
"use strict";

(function () {
  function hex(buffer) {
    return Array.prototype.map
      .call(new Uint8Array(buffer), function (byte) {
        return ("0" + byte.toString(16)).slice(-2);
      })
      .join("");
  }

  function search(given) {
    var encoder = new TextEncoder();

    function tryFrom(first) {
      var tries = [];
      for (var number = first; number < first + 500 && number <= given.maxnumber; number++)
        tries.push(crypto.subtle.digest("SHA-256", encoder.encode(given.salt + number)));
      if (!tries.length) return;
      Promise.all(tries).then(function (found) {
        for (var place = 0; place < found.length; place++)
          if (hex(found[place]) === given.challenge) return postMessage(first + place);
        tryFrom(first + tries.length);
      });
    }
    tryFrom(0);
  }

  function prove(place, script) {
    var given = JSON.parse(place.getAttribute("data-challenge"));
    var status = place.querySelector("[role=status]");
    var input = place.querySelector("input[type=hidden]");
    var worker = new Worker(script);
    status.textContent = place.getAttribute("data-working");
    worker.onmessage = function (message) {
      worker.terminate();
      input.value = btoa(
        JSON.stringify({
          algorithm: given.algorithm,
          challenge: given.challenge,
          number: message.data,
          salt: given.salt,
          signature: given.signature,
        }),
      );
      status.textContent = place.getAttribute("data-done");
    };
    worker.onerror = function () {
      status.textContent = "";
    };
    worker.postMessage(given);
  }

  if (typeof document === "undefined") {
    onmessage = function (message) {
      search(message.data);
    };
  } else if (window.Worker && window.crypto && crypto.subtle && window.TextEncoder) {
    var place = document.querySelector("[data-challenge]");
    if (place) prove(place, document.currentScript.src);
  }
})();
