/** Mistakes made on purpose: the analyser must find each of them every time, or its silence about the app means nothing. */

export const MISTAKES = {
  'window.ts': `import { BrowserWindow } from 'electron'
const window = new BrowserWindow({
  webPreferences: {
    contextIsolation: false,
    sandbox: false,
    webSecurity: false,
    allowRunningInsecureContent: true,
    experimentalFeatures: true,
    enableBlinkFeatures: 'CSSVariables',
  },
})
void window.loadURL('http://plain.example/')
`,
  'page.html':
    '<webview src="http://plain.example/" nodeintegration allowpopups disablewebsecurity></webview>\n',
} as const

export const FOUND_IN_THEM = [
  'ALLOWPOPUPS_HTML_CHECK',
  'BLINK_FEATURES_JS_CHECK',
  'CONTEXT_ISOLATION_JS_CHECK',
  'EXPERIMENTAL_FEATURES_JS_CHECK',
  'HTTP_RESOURCES_HTML_CHECK',
  'HTTP_RESOURCES_JS_CHECK',
  'INSECURE_CONTENT_JS_CHECK',
  'LIMIT_NAVIGATION_GLOBAL_CHECK',
  'NODE_INTEGRATION_HTML_CHECK',
  'SANDBOX_JS_CHECK',
  'WEB_SECURITY_HTML_CHECK',
  'WEB_SECURITY_JS_CHECK',
] as const
