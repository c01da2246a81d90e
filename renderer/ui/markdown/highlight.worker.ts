/** Colours code off the main thread with shiki's JavaScript engine. Each grammar is fetched when first asked for. */
import { createHighlighterCore, type HighlighterCore, type LanguageInput } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import type { HighlightReply, HighlightRequest } from './highlight-client.ts'
import type { Language } from './languages.ts'

const GRAMMARS: Record<Language, LanguageInput> = {
  bash: () => import('shiki/langs/bash.mjs'),
  c: () => import('shiki/langs/c.mjs'),
  csharp: () => import('shiki/langs/csharp.mjs'),
  css: () => import('shiki/langs/css.mjs'),
  diff: () => import('shiki/langs/diff.mjs'),
  go: () => import('shiki/langs/go.mjs'),
  html: () => import('shiki/langs/html.mjs'),
  java: () => import('shiki/langs/java.mjs'),
  javascript: () => import('shiki/langs/javascript.mjs'),
  json: () => import('shiki/langs/json.mjs'),
  jsx: () => import('shiki/langs/jsx.mjs'),
  markdown: () => import('shiki/langs/markdown.mjs'),
  php: () => import('shiki/langs/php.mjs'),
  python: () => import('shiki/langs/python.mjs'),
  ruby: () => import('shiki/langs/ruby.mjs'),
  rust: () => import('shiki/langs/rust.mjs'),
  sql: () => import('shiki/langs/sql.mjs'),
  tsx: () => import('shiki/langs/tsx.mjs'),
  typescript: () => import('shiki/langs/typescript.mjs'),
  xml: () => import('shiki/langs/xml.mjs'),
  yaml: () => import('shiki/langs/yaml.mjs'),
}

/** Colours of the themes that are too faint on our ground (WCAG 1.4.3 asks for 4.5:1), and what is drawn instead. */
const READABLE = {
  'github-light': { '#d73a49': '#c9303f', '#e36209': '#bc4c00', '#22863a': '#176f2c', '#6a737d': '#59636e' },
  'github-dark': { '#6a737d': '#8b949e' },
}

let starting: Promise<HighlighterCore> | null = null
const loaded = new Set<string>()

self.addEventListener('message', ({ data }: MessageEvent<HighlightRequest>) => {
  colour(data).then(
    (result) => self.postMessage({ key: data.key, result } satisfies HighlightReply),
    () => self.postMessage({ key: data.key, result: null } satisfies HighlightReply),
  )
})

async function colour({ code, language }: HighlightRequest): Promise<HighlightReply['result']> {
  starting ??= createHighlighterCore({
    themes: [import('shiki/themes/github-light.mjs'), import('shiki/themes/github-dark.mjs')],
    langs: [],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  })
  const highlighter = await starting
  if (!loaded.has(language)) {
    // The window asks for languages of its own list only.
    await highlighter.loadLanguage(GRAMMARS[language as Language])
    loaded.add(language)
  }
  const { tokens } = highlighter.codeToTokens(code, {
    lang: language,
    themes: { light: 'github-light', dark: 'github-dark' },
    colorReplacements: READABLE,
  })
  return {
    tokens: tokens.map((line) =>
      line.map(({ content, offset, htmlStyle }) => ({
        content,
        offset,
        ...(htmlStyle === undefined ? {} : { htmlStyle }),
      })),
    ),
  }
}
