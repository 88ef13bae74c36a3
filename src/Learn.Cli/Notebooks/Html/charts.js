// Draws the charts of the page: plotly.js is in it once, packed.
(async () => {
  "use strict";
  const packed = Uint8Array.from(atob(document.getElementById("plotly").textContent), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const script = document.createElement("script");
  script.textContent = await new Response(stream).text();
  document.head.append(script);
  for (const chart of document.querySelectorAll(".chart")) {
    const figure = JSON.parse(chart.querySelector("script").textContent);
    const config = Object.assign({ responsive: true, displaylogo: false }, figure.config);
    await Plotly.newPlot(chart.querySelector(".plot"), figure.data, figure.layout, config);
    chart.dataset.drawn = "yes";
  }
})();
