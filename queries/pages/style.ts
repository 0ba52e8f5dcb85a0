// Law: a page needs nothing from elsewhere: one sheet, of this program, under a name that changes with it.
import { createHash } from 'node:crypto';

/** The sheet of all pages. Colours keep a contrast of 4.5 : 1 and more (WCAG 2.2, 1.4.3); sides are said by the direction of the text. */
export const STYLE = `
:root { color-scheme: light dark; --ground: #fbfbf9; --paper: #fff; --ink: #1b2a2a; --soft: #4c5b5b; --line: #d3dad6; --accent: #0b5d4b; --on-accent: #fff; --note: #fff6dc; --note-line: #d9b44a; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #121817; --paper: #1a2221; --ink: #e8eeec; --soft: #a9b8b4; --line: #36423f; --accent: #6fd0b6; --on-accent: #08241d; --note: #2d2711; --note-line: #8a722c; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.6 system-ui, "Segoe UI", "Noto Sans Arabic", "Noto Sans", Tahoma, sans-serif; }
:lang(ar) { line-height: 1.8; }
a { color: var(--accent); text-underline-offset: 0.2em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
.skip { position: absolute; inset-inline-start: -999rem; }
.skip:focus { inset-inline-start: 1rem; top: 0.5rem; background: var(--paper); padding: 0.5rem 1rem; }
header, main, footer { width: min(100% - 2.5rem, 44rem); margin-inline: auto; }
header { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: 1rem; padding-block: 1.25rem; }
.brand { font-weight: 700; font-size: 1.15rem; color: var(--ink); text-decoration: none; display: inline-flex; align-items: center; gap: 0.6rem; }
.seal { display: inline-grid; place-items: center; width: 2.2rem; height: 2.2rem; border: 2px solid var(--accent); border-radius: 50%; color: var(--accent); font-size: 1.1rem; line-height: 1; padding-bottom: 0.15em; }
h1 { font-size: 1.7rem; line-height: 1.3; margin: 1rem 0 0.5rem; }
h2 { font-size: 1.15rem; margin: 0 0 0.5rem; }
h3 { font-size: 1rem; margin: 1rem 0 0.25rem; }
p { margin: 0.5rem 0; }
.lead { color: var(--soft); max-width: 38rem; }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 0.6rem; padding: 1.25rem; margin-block: 1.25rem; }
.note { background: var(--note); border: 1px solid var(--note-line); border-radius: 0.6rem; padding: 0.75rem 1.25rem; margin-block: 1.25rem; }
.button { display: inline-block; margin-top: 0.5rem; padding: 0.6rem 1.3rem; min-height: 2.75rem; border: 1px solid var(--accent); border-radius: 0.4rem; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; text-decoration: none; cursor: pointer; }
.ways { display: flex; flex-wrap: wrap; gap: 0.75rem; margin-top: 1rem; }
.button.quiet { background: transparent; color: var(--accent); }
.button:hover { filter: brightness(1.1); }
form { margin-top: 1rem; }
.choices { list-style: none; padding: 0; margin: 0.75rem 0 1.75rem; }
.choice { display: flex; justify-content: space-between; align-items: center; gap: 0.75rem; width: 100%; min-height: 2.75rem; padding: 0.6rem 1.25rem; text-align: start; border: 1px solid var(--line); border-radius: 0.6rem; background: var(--paper); color: var(--ink); font: inherit; line-height: inherit; cursor: pointer; }
.choice:hover { border-color: var(--accent); }
.choice small { display: block; color: var(--soft); }
.mark { flex: none; border: 1px solid var(--note-line); border-radius: 0.3rem; background: var(--note); padding-inline: 0.4rem; font-size: 0.8rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1.25rem; margin: 0.5rem 0; }
dt { color: var(--soft); }
dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
ul { padding-inline-start: 1.25rem; margin: 0.5rem 0; }
li { margin-block: 0.35rem; }
footer { color: var(--soft); font-size: 0.9rem; padding-block: 1rem 2rem; border-top: 1px solid var(--line); margin-top: 2rem; }
`;

/** Where the sheet is served; another sheet has another address, so it may be kept for ever. */
export const STYLE_PATH = `/assets/pages-${createHash('sha256').update(STYLE).digest('hex').slice(0, 16)}.css`;
