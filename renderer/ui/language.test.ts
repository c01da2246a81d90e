/** Which language a text is in, so that it is read out in that one. */
import { expect, it } from 'vitest'
import { languageOf } from './language.ts'

it.each([
  ['保固三年，附發票。', 'zh-TW'],
  ['請看 Assistants API 的 thread 與 run 說明', 'zh-TW'],
  ['「の」是日文的助詞，相當於中文裡表示所屬的字', 'zh-TW'],
  ['ご注文は発送されました。', 'ja'],
  ['주문이 발송되었습니다.', 'ko'],
  ['The order was shipped to Taipei on Friday.', 'en'],
  ['What is a run?', 'en'],
  ['The word 保固 means warranty in Chinese.', 'en'],
  ['Die Bestellung wurde am Freitag nach Berlin verschickt.', ''],
  ['La commande est partie vendredi pour Lisbonne.', ''],
  ['مرحبا بالعالم', ''],
  ['asst_8VxW2mTq', ''],
  ['48-2213: 3.50', undefined],
  ['', undefined],
])('the language of %j is %j', (text, language) => {
  expect(languageOf(text)).toBe(language)
})
