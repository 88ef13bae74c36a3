namespace Learn.Notebook;

/// <summary>The style of what the course shows, beside what every output has. A state is always a symbol and a word; colour comes on top.</summary>
internal static class CourseStyles
{
    public const string Css =
        ".learn-out .learn-course{border:1px solid var(--learn-line);border-left:4px solid var(--learn-accent);border-radius:6px;padding:.6em 1em .7em;margin:.2em 0;max-width:62em;font-size:14px}"
        + ".learn-out .learn-course.done{border-left-color:var(--learn-good)}.learn-out .learn-course.failed{border-left-color:var(--learn-bad)}"
        + ".learn-out .learn-course.open{border-left-color:var(--learn-warn)}"
        + ".learn-out .learn-course .title{font-size:17px;font-weight:600;margin:0 0 .15em}.learn-out .learn-course .small{font-size:12.5px;opacity:.78;margin:.1em 0 .5em}"
        + ".learn-out .learn-course .part{font-weight:600;margin:.8em 0 .25em}"
        + ".learn-out .learn-course .said p{margin:.45em 0}.learn-out .learn-course .said ul,.learn-out .learn-course .said ol{margin:.35em 0 .35em 1.6em;padding:0}"
        + ".learn-out .learn-course .said h1,.learn-out .learn-course .said h2,.learn-out .learn-course .said h3{font-size:14.5px;font-weight:600;margin:.9em 0 .3em;color:inherit}"
        + ".learn-out .learn-course .said blockquote{margin:.5em 0;padding:.05em 0 .05em .9em;border-left:3px solid var(--learn-line);font-size:inherit;color:inherit}"
        + ".learn-out .learn-course code{font:12.5px/1.4 ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace;background:var(--learn-soft);color:inherit;border:0;border-radius:3px;padding:.1em .35em;"
        + "overflow-wrap:anywhere}.learn-out .learn-course pre code{background:transparent;padding:0}"
        + ".learn-out .learn-course a{color:var(--learn-accent)}"
        + ".learn-out .learn-course .ask{border-top:1px solid var(--learn-line);padding:.5em 0 .35em;margin:.3em 0 0}.learn-out .learn-course .ask .name{font-weight:600;color:var(--learn-accent);margin-right:.5em}"
        + ".learn-out .learn-course .choices{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.2em .7em;margin:.4em 0 .4em .4em}"
        + ".learn-out .learn-course .choices b{font-weight:600}"
        + ".learn-out .learn-course .how{margin:.25em 0;font-size:13px}.learn-out .learn-course .given{font-size:13px;margin:.25em 0}"
        + ".learn-out .learn-course .calls{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.25em 1em;margin:.3em 0}"
        + ".learn-out .learn-course .check{display:grid;grid-template-columns:9.5em minmax(0,1fr);column-gap:.8em;border-top:1px solid var(--learn-line);padding:.4em 0}"
        + ".learn-out .learn-course .check>.state{font-weight:600}.learn-out .learn-course .check>.what{font-weight:600}"
        + ".learn-out .learn-course .check dl{grid-column:2;display:grid;grid-template-columns:6.5em minmax(0,1fr);gap:.15em .8em;margin:.3em 0 .1em}"
        + ".learn-out .learn-course .check dt{opacity:.72;font-weight:400}.learn-out .learn-course .check dd{margin:0;overflow-wrap:anywhere;white-space:pre-line}"
        + ".learn-out .learn-course meter{width:16em;max-width:60%;height:1em;vertical-align:middle;margin-right:.7em}";
}
