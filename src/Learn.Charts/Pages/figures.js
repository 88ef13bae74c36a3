// Draws the figures of a page and redraws them when the page turns light or dark.
(() => {
  "use strict";
  const settings = JSON.parse(document.getElementById("learn-settings").textContent);
  const drawings = [];

  // A printed page is white, whatever the screen was.
  const print = matchMedia("print");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const theme = () => (dark.matches && !print.matches ? "dark" : "light");

  const draw = (drawing) => {
    const name = theme();
    if (drawing.place.dataset.theme === name) {
      return Promise.resolve();
    }
    drawing.place.dataset.theme = name;
    // plotly.js writes into what it is given.
    const figure = structuredClone(drawing.figure);
    figure.layout.template = settings.templates[name];
    return Plotly.react(drawing.place, figure.data, figure.layout, figure.config)
      .then(() => { drawing.place.dataset.drawn = name; });
  };

  const drawAll = () => Promise.all(drawings.map(draw));

  // plotly.js is packed: it would be more than twice as large otherwise.
  const unpack = async (id) => {
    const packed = Uint8Array.from(atob(document.getElementById(id).textContent), (c) => c.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    const script = document.createElement("script");
    script.textContent = await new Response(stream).text();
    document.head.append(script);
  };

  const start = async () => {
    const places = document.querySelectorAll(".learn-figure .plot");
    if (places.length === 0) {
      return;
    }
    await unpack("learn-plotly");
    for (const place of places) {
      const figure = JSON.parse(place.closest("figure").querySelector("script[type='application/json']").textContent);
      // Held open while the script was unpacked, so that nothing below jumps.
      place.style.minHeight = figure.layout.height + "px";
      drawings.push({ place, figure });
    }
    await drawAll();
    dark.addEventListener("change", drawAll);
    print.addEventListener("change", drawAll);
  };

  start().catch((error) => {
    for (const place of document.querySelectorAll(".learn-figure .plot")) {
      place.textContent = "The figure could not be drawn: " + error;
    }
    throw error;
  });
})();
