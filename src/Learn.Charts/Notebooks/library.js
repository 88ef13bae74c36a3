// Draws the charts of a notebook's page. It stands in one output of the notebook; the charts' own outputs hold their figures only and call it.
(() => {
  "use strict";
  if (window.LearnFigures) {
    return;
  }
  const { packed, templates } = LEARN_LIBRARY;
  const drawings = [];

  // plotly.js is packed: it would be more than twice as large otherwise. It is not to become a module of the classic Notebook's require.js, nor the
  // Plotly of other outputs, which may expect another version.
  const unpack = async () => {
    const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
    const code = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
    const holder = { exports: {} };
    window.learnPlotlyHolder = holder;
    const script = document.createElement("script");
    script.textContent = "(function(module,exports,define){" + code + "\n})(window.learnPlotlyHolder,window.learnPlotlyHolder.exports,undefined);";
    document.head.append(script);
    script.remove();
    delete window.learnPlotlyHolder;
    return holder.exports;
  };
  const ready = unpack();

  // Light text means a dark page, whichever program made the page and however it names its themes. A printed page is white.
  const print = matchMedia("print");
  const isDark = (place) => {
    const parts = (getComputedStyle(place).color.match(/[\d.]+/g) ?? [0, 0, 0]).map(Number);
    const scale = getComputedStyle(place).color.startsWith("rgb") ? 255 : 1;
    return !print.matches && (0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]) / scale > 0.5;
  };

  const draw = async (drawing) => {
    const plotly = await ready;
    const { place, figure, follows } = drawing;
    const name = isDark(place.parentElement) ? "dark" : "light";
    if (!place.isConnected || place.dataset.theme === name) {
      return;
    }
    place.dataset.theme = name;
    // plotly.js writes into what it is given.
    const copy = structuredClone(figure);
    copy.layout = copy.layout ?? {};
    if (follows) {
      copy.layout.template = templates[name];
    }
    place.style.display = "block";
    try {
      await plotly.react(place, copy.data, copy.layout, copy.config);
      place.parentElement.classList.add("drawn");
      place.dataset.drawn = name;
    } catch (error) {
      place.style.display = "none";
      console.error("the chart could not be drawn: " + error);
    }
  };

  const drawAll = () => drawings.forEach(draw);

  // Some front ends run an output's script before they put the output into the page, and some show it later.
  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
  const show = async (id, figure, follows) => {
    for (let tries = 0; tries < 600; tries++) {
      const places = [...document.querySelectorAll(`[id="${id}"] > .plot`)]
        .filter((place) => place.parentElement.clientWidth > 0 && !drawings.some((drawing) => drawing.place === place));
      for (const place of places) {
        const drawing = { place, figure, follows };
        drawings.push(drawing);
        draw(drawing);
      }
      if (places.length > 0) {
        return;
      }
      await pause(tries < 100 ? 50 : 500);
    }
  };

  const watch = new MutationObserver(drawAll);
  for (const element of [document.documentElement, document.body]) {
    watch.observe(element, { attributes: true });
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  print.addEventListener("change", drawAll);

  window.LearnFigures = { show };
  window.dispatchEvent(new Event("learn-figures"));
})();
