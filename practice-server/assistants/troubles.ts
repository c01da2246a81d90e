/** The words that bring trouble, in both languages, and what each of them does. */
import type { InBoth } from '../language.ts'

export type TroubleName =
  | 'rate-limit'
  | 'server-error'
  | 'unknown-status'
  | 'unknown-content'
  | 'two-messages'
  | 'odd-citation'
  | 'hostile-links'
  | 'slow-cancel'
  | 'incomplete'
  | 'slow'
  | 'stuck'
  | 'queue'
  | 'fail'
  | 'quota'
  | 'expire'
  | 'filter'
  | 'empty'
  | 'cut'
  | 'huge'
  | 'markdown'

interface Trouble {
  name: TroubleName
  words: InBoth
  brings: InBoth
}

const trouble = (name: TroubleName, words: InBoth, brings: InBoth): Trouble => ({ name, words, brings })
const both = (en: string, chinese: string): InBoth => ({ en, 'zh-TW': chinese })

/** Longer words stand before the shorter ones they contain: 取消很慢 before 慢. */
export const TROUBLES: readonly Trouble[] = [
  trouble('rate-limit', both('rate limit', '限流'), both('429 once, then it works', '先回 429，再試就好')),
  trouble(
    'server-error',
    both('server error', '伺服器錯誤'),
    both('500 once, although the run was accepted', '回 500，但執行其實已建立'),
  ),
  trouble(
    'unknown-status',
    both('unknown status', '未知狀態'),
    both('a state nobody knows, then an answer', '一個沒人認識的狀態，之後有回答'),
  ),
  trouble(
    'unknown-content',
    both('unknown content', '未知內容'),
    both('a content part nobody knows', '一種沒人認識的內容'),
  ),
  trouble(
    'two-messages',
    both('two messages', '兩則訊息'),
    both('two messages in one run', '一次執行有兩則訊息'),
  ),
  trouble(
    'odd-citation',
    both('odd citation', '奇怪引用'),
    both('a marker without an annotation', '沒有註解的引用記號'),
  ),
  trouble(
    'hostile-links',
    both('hostile links', '惡意連結'),
    both('links that must not be opened', '不可開啟的連結'),
  ),
  trouble(
    'slow-cancel',
    both('slow cancel', '取消很慢'),
    both('never ends, and takes 5 s to cancel', '不會結束，取消要 5 秒'),
  ),
  trouble(
    'incomplete',
    both('incomplete', '不完整'),
    both('part of a text, then incomplete', '說到一半就不完整'),
  ),
  trouble('slow', both('slow', '慢'), both('20 s before the first word', '20 秒後才開口')),
  trouble(
    'stuck',
    both('stuck', '卡住'),
    both('in progress until it is cancelled or expires', '一直進行中，直到取消或過期'),
  ),
  trouble('queue', both('queue', '排隊'), both('15 s in the queue', '排隊 15 秒')),
  trouble('fail', both('fail', '失敗'), both('failed with server_error', '執行失敗 server_error')),
  trouble(
    'quota',
    both('quota', '額度'),
    both('failed with rate_limit_exceeded', '執行失敗 rate_limit_exceeded'),
  ),
  trouble('expire', both('expire', '過期'), both('expires at once', '馬上過期')),
  trouble('filter', both('filter', '過濾'), both('stopped by a content filter', '被內容過濾器擋下')),
  trouble('empty', both('empty', '空白'), both('completed without a message', '完成卻沒有訊息')),
  trouble(
    'cut',
    both('cut', '斷線'),
    both('the event stream breaks, the run completes', '串流中斷，執行仍會完成'),
  ),
  trouble('huge', both('huge', '巨大'), both('300 kB of markdown', '300 kB 的 Markdown')),
  trouble(
    'markdown',
    both('markdown', '排版'),
    both('a bit of everything markdown has', 'Markdown 各種樣子'),
  ),
]

/** The first trouble whose words stand in the text; in English in any order, and with -ing. */
export function troubleIn(text: string): TroubleName | undefined {
  const plain = text.normalize('NFKC').toLowerCase()
  const has = (word: string) => new RegExp(`(?<![a-z])${word}(?:l?ing)?(?![a-z])`).test(plain)
  const found = TROUBLES.find(({ words }) => plain.includes(words['zh-TW']) || words.en.split(' ').every(has))
  return found?.name
}

/** All words with what they bring, as a markdown list. */
export const troubleList = (language: keyof InBoth) =>
  TROUBLES.map(({ words, brings }) => `- \`${words[language]}\`: ${brings[language]}`).join('\n')
