namespace Learn.Notebook;

/// <summary>The style of listings and explanations, beside what every output has, and the script that searches in them.</summary>
internal static class ListingStyles
{
    // Without the check boxes, where a front end takes them out, sentences are shown and names of chains are as they are.
    public const string Css =
        ".learn-out .learn-list{--c-chain:light-dark(#0b5c9e,#7fbdf2);--c-svc:light-dark(#6a35b8,#c3a6ff);--c-sep:light-dark(#17602c,#8fdca3);--c-chance:light-dark(#a3195b,#ff9cc9);"
        + "--c-bar:light-dark(#9cc3e6,#2f5f8a);position:relative}"
        + ".learn-out .learn-list details{margin:.15em 0}.learn-out .learn-list .g>summary,.learn-out .learn-list .gone{padding:.25em .3em;border-bottom:1px solid var(--learn-line)}"
        + ".learn-out .learn-list .g>summary:hover{background:var(--learn-soft)}.learn-out .learn-list .gone{padding-left:1.35em}"
        + ".learn-out .learn-list .port{display:block;padding-left:1.35em;opacity:.8;font-size:12px;overflow-wrap:anywhere}"
        + ".learn-out .learn-list .ch{margin:.7em 0 .15em 1.3em;font-size:12.5px}.learn-out .learn-list .about{margin:0 0 .2em 1.3em;opacity:.75}"
        + ".learn-out .learn-list .r{display:grid;grid-template-columns:3em minmax(0,1fr);column-gap:.6em;padding:1px .3em 1px 1.3em;font:12px/1.5 ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace}"
        + ".learn-out .learn-list.counted .r{grid-template-columns:3em 9em minmax(0,1fr)}"
        + ".learn-out .learn-list .r:hover,.learn-out .learn-list .r:target{background:var(--learn-soft)}.learn-out .learn-list [hidden]{display:none!important}"
        + ".learn-out .learn-list .n{text-align:right;opacity:.55}.learn-out .learn-list .t{overflow-wrap:anywhere;padding-left:2em;text-indent:-2em}"
        + ".learn-out .learn-list .r::after{content:attr(title);grid-column:2/-1;font:12.5px/1.4 system-ui,sans-serif;opacity:.78;padding:0 0 .35em 2em}"
        + ".learn-out .learn-list.counted .r::after{grid-column:3/-1}"
        + ".learn-out .learn-list .k{position:relative;text-align:right;padding-right:.4em;align-self:start}.learn-out .learn-list .k i{position:absolute;left:0;top:.15em;bottom:.15em;background:var(--c-bar);border-radius:2px}"
        + ".learn-out .learn-list .k b{position:relative;font-weight:400}"
        + ".learn-out .learn-list .c{color:var(--c-chain);text-decoration:none;white-space:nowrap}.learn-out .learn-list a.c:hover{text-decoration:underline}"
        + ".learn-out .learn-list .c.svc{color:var(--c-svc)}.learn-out .learn-list .c.sep{color:var(--c-sep)}.learn-out .learn-list .say{opacity:.72;font-style:italic}"
        + ".learn-out .learn-list .o{white-space:nowrap}.learn-out .learn-list .once .r::after{display:none}.learn-out .learn-list dd a{color:var(--learn-accent)}"
        + ".learn-out .learn-list .chance{color:var(--c-chance);font-weight:600}.learn-out .learn-list .go{color:var(--learn-good);font-weight:600}.learn-out .learn-list .stop{color:var(--learn-bad);font-weight:600}"
        + ".learn-out .learn-list .bar{display:flex;flex-wrap:wrap;gap:.4em 1.2em;align-items:center;margin:.2em 0 .5em}.learn-out .learn-list>input{margin:0 .4em 0 0;vertical-align:middle}"
        + ".learn-out .learn-list>label{margin-right:1.2em;cursor:pointer}"
        + ".learn-out .learn-list .q{font:inherit;color:inherit;background:transparent;border:1px solid var(--learn-line);border-radius:4px;padding:.15em .5em;min-width:16em}"
        + ".learn-out .learn-list .names:checked~.body .c[data-n]{font-size:0}.learn-out .learn-list .names:checked~.body .c[data-n]::after{content:attr(data-n);font-size:12px}"
        + ".learn-out .learn-list .quiet:checked~.body .r::after{display:none}"
        + ".learn-out .learn-list .says{font-size:14px;margin:.4em 0}.learn-out .learn-list dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.15em 1em;margin:.5em 0}"
        + ".learn-out .learn-list dt{opacity:.7}.learn-out .learn-list dd{margin:0;overflow-wrap:anywhere}"
        + ".learn-out .learn-list .y{display:grid;grid-template-columns:2.5em minmax(0,1fr);column-gap:.6em;font:12px/1.5 ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace;white-space:pre-wrap}"
        + ".learn-out .learn-list details.y{display:block;margin:0}.learn-out .learn-list details.y>summary{display:grid;grid-template-columns:2.5em minmax(0,30em) max-content;column-gap:.6em;list-style:none}"
        + ".learn-out .learn-list details.y>summary::-webkit-details-marker{display:none}"
        + ".learn-out .learn-list details.y>summary:hover,.learn-out .learn-list details.y[open]>summary{background:var(--learn-soft)}.learn-out .learn-list details.y[open]{border-left:3px solid var(--learn-accent)}"
        + ".learn-out .learn-list .made{color:var(--learn-accent);white-space:nowrap}";

    /// <summary>Searches among the rules of each listing that has none yet; asks nobody.</summary>
    public const string Script = """
        <script>document.querySelectorAll(".learn-list:not([data-on])").forEach(root => {
          root.dataset.on = "1";
          const field = root.querySelector(".q");
          if (!field) return;
          field.hidden = false;
          let timer;
          field.addEventListener("input", () => {
            clearTimeout(timer);
            timer = setTimeout(() => {
              const word = field.value.trim().toLowerCase();
              root.querySelectorAll(".g, .gone").forEach(group => {
                const head = (group.querySelector("summary") || group).textContent.toLowerCase().includes(word);
                let found = 0;
                group.querySelectorAll(".r").forEach(rule => {
                  rule.hidden = !(head || (rule.textContent + " " + rule.title).toLowerCase().includes(word));
                  found += rule.hidden ? 0 : 1;
                });
                group.querySelectorAll(".block").forEach(chain => { chain.hidden = word !== "" && !chain.querySelector(".r:not([hidden])"); });
                group.hidden = word !== "" && !head && found === 0;
                if (group.open !== undefined && word !== "") group.open = found > 0 && !head;
              });
            }, 120);
          });
        });</script>
        """;
}
