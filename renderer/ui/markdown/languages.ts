/** The languages that code can be coloured in, and the other names people give them. */

export const LANGUAGES = [
  'bash',
  'c',
  'csharp',
  'css',
  'diff',
  'go',
  'html',
  'java',
  'javascript',
  'json',
  'jsx',
  'markdown',
  'php',
  'python',
  'ruby',
  'rust',
  'sql',
  'tsx',
  'typescript',
  'xml',
  'yaml',
] as const

export type Language = (typeof LANGUAGES)[number]

const OTHER_NAMES: Readonly<Record<string, Language>> = {
  sh: 'bash',
  shell: 'bash',
  zsh: 'bash',
  console: 'bash',
  cpp: 'c',
  'c++': 'c',
  cs: 'csharp',
  'c#': 'csharp',
  js: 'javascript',
  mjs: 'javascript',
  ts: 'typescript',
  py: 'python',
  rb: 'ruby',
  rs: 'rust',
  golang: 'go',
  yml: 'yaml',
  md: 'markdown',
  jsonc: 'json',
  svg: 'xml',
}

/** Null for a language we have no colours for. */
export function languageFor(name: string): Language | null {
  const lower = name.toLowerCase()
  const known = LANGUAGES.find((language) => language === lower)
  return known ?? (Object.hasOwn(OTHER_NAMES, lower) ? (OTHER_NAMES[lower] ?? null) : null)
}
