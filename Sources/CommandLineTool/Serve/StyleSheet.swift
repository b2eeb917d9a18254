/// The style sheet of all pages.
///
/// Sizes follow the reader's own font size; colours come in a light and a dark set with contrasts of at
/// least 4.5 : 1 for text (WCAG 2.2, 1.4.3).
enum StyleSheet {
  static let text = """
    :root {
      color-scheme: light dark;
      --paper: #ffffff; --ink: #1c1c1e; --quiet: #5c5f66; --line: #d4d6db;
      --link: #0b57b0; --seal: #b3261e; --mark: #ffe68a; --field: #f5f6f8;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #17181a; --ink: #e6e6e8; --quiet: #a3a7b0; --line: #3a3d43;
        --link: #8ab8ff; --seal: #ff8a80; --mark: #6b5600; --field: #222428;
      }
    }
    * { box-sizing: border-box; }
    body {
      margin: 0 auto; padding: 0 1rem 3rem; max-width: 46rem;
      background: var(--paper); color: var(--ink);
      font: 1rem/1.75 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
      overflow-wrap: anywhere;
    }
    a { color: var(--link); text-underline-offset: .2em; }
    :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
    mark { background: var(--mark); color: inherit; border-radius: .15em; }
    h1, h2, h3 { line-height: 1.4; }
    h1 { margin: 1.5rem 0 1rem; font-size: 1.5rem; }
    .unseen {
      position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden;
      clip-path: inset(50%); white-space: nowrap;
    }

    header {
      display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1rem;
      padding: 1rem 0; border-bottom: 1px solid var(--line);
    }
    .brand { color: var(--seal); font-weight: 700; text-decoration: none; }
    form { display: flex; flex: 1 1 18rem; gap: .5rem; }
    input, button { font: inherit; line-height: 1.5; padding: .4rem .75rem; border-radius: .4rem; }
    input {
      flex: 1; min-width: 0; border: 1px solid var(--quiet);
      background: var(--field); color: inherit;
    }
    input[aria-invalid] { border-color: var(--seal); }
    button {
      border: 1px solid var(--link); background: var(--link); color: var(--paper);
      white-space: nowrap; cursor: pointer;
    }

    .totals, small { color: var(--quiet); font-size: .875rem; }
    small { margin-left: .75em; font-weight: 400; }
    h2 { margin: 2rem 0 0; padding-bottom: .25rem; border-bottom: 1px solid var(--line); font-size: 1rem; }
    h2 + ul { padding-left: 1.25rem; }
    ol { margin: 0; padding-left: 2.25rem; }
    ol > li { margin-top: 1.25rem; }
    ol > li::marker { color: var(--quiet); font-variant-numeric: tabular-nums; }
    h3 { margin: 0; font-size: 1.125rem; font-weight: 600; }
    h3 a:not(:hover, :focus) { text-decoration: none; }
    ul.facts {
      display: flex; flex-wrap: wrap; gap: 0 1rem; margin: 0; padding: 0; list-style: none;
      color: var(--quiet); font-size: .875rem;
    }
    .passage { margin: .4rem 0 0; }
    .also { margin: .25rem 0 0; color: var(--quiet); font-size: .875rem; }

    ul.chosen {
      display: flex; flex-wrap: wrap; gap: .25rem .75rem; margin: 0; padding: 0; list-style: none;
      font-size: .875rem;
    }
    ul.chosen a { padding: .1rem .5rem; border: 1px solid var(--line); border-radius: .4rem; }
    aside { margin-top: 3rem; font-size: .875rem; }
    aside h2 { margin-top: 1rem; font-size: .875rem; }
    aside ul { margin: .25rem 0 0; padding: 0; list-style: none; }
    aside [aria-current] { font-weight: 700; }
    @media (min-width: 62rem) {
      body:has(aside) { max-width: 64rem; }
      .found { display: grid; grid-template-columns: minmax(0, 1fr) 14rem; gap: 0 2.5rem; }
      aside { margin-top: 2rem; }
    }

    .paging, .matches { display: flex; flex-wrap: wrap; align-items: baseline; gap: .5rem 1.5rem; }
    .paging { justify-content: center; margin-top: 2.5rem; }
    .paging span { color: var(--quiet); }
    .paging a { padding: .4rem .75rem; }

    dl { margin: 1rem 0; }
    dl div { display: flex; flex-wrap: wrap; gap: 0 1rem; }
    dt { flex: none; }
    dd { flex: 1; margin: 0; }
    .help div { padding: .5rem 0; border-bottom: 1px solid var(--line); }
    .help dt { width: 11rem; }
    .help dd { flex-basis: 15rem; color: var(--quiet); }
    dl.facts { font-size: .875rem; }
    dl.facts dt { width: 3.5rem; color: var(--quiet); }
    dl.facts dd { flex-basis: 12rem; }
    dl.facts dd + dd { flex-basis: 100%; margin-left: 4.5rem; }
    .matches { padding-bottom: 1rem; border-bottom: 1px solid var(--line); }
    article > p { margin: .75rem 0; text-indent: 2em; line-height: 1.9; }
    article > p:target { scroll-margin-top: 30vh; }

    .fault code { font: inherit; padding: .25rem .5rem; background: var(--field); white-space: pre-wrap; }
    .fault mark {
      background: none; color: var(--seal); font-weight: 700;
      text-decoration: underline wavy; text-underline-offset: .25em;
    }

    """
}
