/** Puts theme and language on the page: from the address at the first paint, from the settings afterwards. */
import { useEffect } from 'react'
import type { Locale, Theme } from '../../shared/domain/settings.ts'
import { baseLocale, isLocale, setLocale } from '../../shared/words/generated/runtime.js'

const DARK = '(prefers-color-scheme: dark)'

/** Reads `?theme=dark&locale=zh-TW`, which main writes into the address, before anything is drawn. */
export function paintFirst(query: URLSearchParams): void {
  const theme = query.get('theme')
  applyTheme(theme === 'dark' || theme === 'light' ? theme : 'system')
  const locale = query.get('locale')
  applyLocale(isLocale(locale) ? locale : baseLocale)
}

/** Switches the words; components pick them up because the app is keyed by the locale. */
export function applyLocale(locale: Locale): void {
  // Resolves at once: without a reload nothing is waited for.
  void setLocale(locale, { reload: false })
  document.documentElement.lang = locale
}

/** Follows the chosen theme, and the system's where nothing is chosen. */
export function useTheme(theme: Theme): void {
  useEffect(() => {
    applyTheme(theme)
    const media = matchMedia(DARK)
    const follow = () => applyTheme(theme)
    media.addEventListener('change', follow)
    return () => media.removeEventListener('change', follow)
  }, [theme])
}

function applyTheme(theme: Theme): void {
  const isDark = theme === 'dark' || (theme === 'system' && matchMedia(DARK).matches)
  document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light'
}
