/** The looks of an exported page: readable in both languages, light and dark as the reader's system is, and on paper. */

/** Begins and ends with a line break: the page's policy names it by its hash. */
export const HTML_STYLE = `
:root { --fg: #1c1b1a; --dim: #66615c; --line: #dedad5; --bg: #faf9f7; --card: #ffffff; --you: #f0ede8; }
@media (prefers-color-scheme: dark) {
  :root { --fg: #eceae6; --dim: #a39d96; --line: #3a3733; --bg: #181715; --card: #211f1d; --you: #2a2825; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--fg); font: 16px/1.6 system-ui, "Segoe UI", "Noto Sans", "PingFang TC", "Microsoft JhengHei", "Noto Sans TC", "Noto Sans CJK TC", sans-serif; }
:lang(zh-TW) body, body:lang(zh-TW) { line-height: 1.8; }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 .75rem; overflow-wrap: anywhere; }
h2 { font-size: .875rem; margin: 0 0 .5rem; }
time { color: var(--dim); font-size: .8125rem; font-weight: 400; margin-inline-start: .5rem; }
article, .run { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: .875rem 1rem; margin: 1rem 0; }
.question { background: var(--you); }
.run { font-size: .875rem; }
summary { cursor: pointer; font-weight: 600; }
.said p { margin: 0 0 .75rem; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; }
.label { margin: .75rem 0 .25rem; color: var(--dim); font-size: .8125rem; }
li { white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; }
ul { margin: .25rem 0 .5rem; padding-inline-start: 1.25rem; }
pre, code { font-family: ui-monospace, "SF Mono", Consolas, "Noto Sans Mono", monospace; font-size: .8125rem; unicode-bidi: isolate; }
pre { margin: .25rem 0 .75rem; padding: .625rem .75rem; border: 1px solid var(--line); border-radius: .5rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.5; }
.facts { margin: .5rem 0 0; color: var(--dim); font-size: .8125rem; overflow-wrap: anywhere; }
.facts span { display: inline-block; max-width: 100%; margin-inline-end: .75rem; }
a { color: inherit; }
@media print {
  :root { --fg: #000; --dim: #444; --line: #bbb; --bg: #fff; --card: #fff; --you: #fff; }
  body { font-size: 11pt; }
  main { max-width: none; padding: 0; }
  h2, summary, .label { break-after: avoid; }
}
`
