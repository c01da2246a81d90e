/** Words for not reaching a server at all: the network, its encryption, the proxy on the way. */
import type { UnreachableReason } from '../errors.ts'
import { m } from './generated/messages.js'

/** What happened, why probably, what to do. */
export const UNREACHABLE: Record<
  UnreachableReason,
  (host: string) => [title: string, why: string, todo: string]
> = {
  dns: (host) => [
    m.err_unreachable_dns_title({ host }),
    m.err_unreachable_dns_why(),
    m.err_unreachable_dns_todo(),
  ],
  refused: (host) => [
    m.err_unreachable_refused_title({ host }),
    m.err_unreachable_refused_why(),
    m.err_unreachable_refused_todo(),
  ],
  tls: (host) => [
    m.err_unreachable_tls_title({ host }),
    m.err_unreachable_tls_why(),
    m.err_unreachable_tls_todo(),
  ],
  reset: (host) => [
    m.err_unreachable_reset_title({ host }),
    m.err_unreachable_reset_why(),
    m.err_unreachable_reset_todo(),
  ],
  timeout: (host) => [
    m.err_unreachable_timeout_title({ host }),
    m.err_unreachable_timeout_why(),
    m.err_unreachable_timeout_todo(),
  ],
  'bad-port': (host) => [
    m.err_unreachable_bad_port_title({ host }),
    m.err_unreachable_bad_port_why(),
    m.err_unreachable_bad_port_todo(),
  ],
  other: (host) => [
    m.err_unreachable_other_title({ host }),
    m.err_unreachable_other_why(),
    m.err_unreachable_other_todo(),
  ],
  'tls-self-signed': (host) => [
    m.err_unreachable_tls_self_signed_title({ host }),
    m.err_unreachable_tls_self_signed_why(),
    m.err_unreachable_tls_self_signed_todo(),
  ],
  'tls-untrusted': (host) => [
    m.err_unreachable_tls_untrusted_title({ host }),
    m.err_unreachable_tls_untrusted_why(),
    m.err_unreachable_tls_untrusted_todo(),
  ],
  'tls-expired': (host) => [
    m.err_unreachable_tls_expired_title({ host }),
    m.err_unreachable_tls_expired_why(),
    m.err_unreachable_tls_expired_todo(),
  ],
  'tls-not-yet': (host) => [
    m.err_unreachable_tls_not_yet_title({ host }),
    m.err_unreachable_tls_not_yet_why(),
    m.err_unreachable_tls_not_yet_todo(),
  ],
  'tls-wrong-host': (host) => [
    m.err_unreachable_tls_wrong_host_title({ host }),
    m.err_unreachable_tls_wrong_host_why(),
    m.err_unreachable_tls_wrong_host_todo(),
  ],
  'tls-too-old': (host) => [
    m.err_unreachable_tls_too_old_title({ host }),
    m.err_unreachable_tls_too_old_why(),
    m.err_unreachable_tls_too_old_todo(),
  ],
  'tls-is-http': (host) => [
    m.err_unreachable_tls_is_http_title({ host }),
    m.err_unreachable_tls_is_http_why(),
    m.err_unreachable_tls_is_http_todo(),
  ],
  'is-https': (host) => [
    m.err_unreachable_is_https_title({ host }),
    m.err_unreachable_is_https_why(),
    m.err_unreachable_is_https_todo(),
  ],
  'proxy-login': (host) => [
    m.err_unreachable_proxy_login_title({ host }),
    m.err_unreachable_proxy_login_why(),
    m.err_unreachable_proxy_login_todo(),
  ],
  'proxy-refused': (host) => [
    m.err_unreachable_proxy_refused_title({ host }),
    m.err_unreachable_proxy_refused_why(),
    m.err_unreachable_proxy_refused_todo(),
  ],
  'proxy-dropped': (host) => [
    m.err_unreachable_proxy_dropped_title({ host }),
    m.err_unreachable_proxy_dropped_why(),
    m.err_unreachable_proxy_dropped_todo(),
  ],
  'proxy-unreachable': (host) => [
    m.err_unreachable_proxy_unreachable_title({ host }),
    m.err_unreachable_proxy_unreachable_why(),
    m.err_unreachable_proxy_unreachable_todo(),
  ],
  'proxy-kind': (host) => [
    m.err_unreachable_proxy_kind_title({ host }),
    m.err_unreachable_proxy_kind_why(),
    m.err_unreachable_proxy_kind_todo(),
  ],
}
