/**
 * What QQ sends, as far as it is read: field names of the official pages "event" at bot.q.qq.com/wiki/develop/api-v2. Nothing
 * here is believed: readers take each field as `unknown`.
 */
export interface Payload {
  /** The event; what an answer to it names. */
  id: string
  /** 0 an event, 1 a heartbeat, 13 the check of the address. */
  op: number
  t: string
  d: unknown
}

export interface Author {
  id: string
  user_openid: string
  member_openid: string
  union_openid: string
  username: string
  avatar: string
  bot: boolean
}

export interface Attachment {
  content_type: string
  url: string
  filename: string
  size: number
  width: number
  height: number
  voice_wav_url: string
  asr_refer_text: string
}

export interface Element {
  content: string
  attachments: Attachment[]
  msg_elements: Element[]
}

/** On no page; seen in captures of September 2026. */
export interface Parallel {
  msg_nodes: Element[]
}

export interface Ark {
  ark_type: string
  ark_name: string
  prompt: string
  fields: { [name: string]: string }
}

export interface Message {
  id: string
  author: Author
  content: string
  timestamp: string
  message_type: number
  message_scene: { ext: string[] }
  attachments: Attachment[]
  msg_elements: Element[]
  parallel_message: Parallel
  ark_data: Ark
  mentions: Author[]
  group_openid: string
  /** Of the guild whose direct messages it belongs to; the same for all of one chat. */
  guild_id: string
  message_reference: { message_id: string }
}

/** FRIEND_ADD, C2C_MSG_REJECT and the like; for groups with `group_openid`. `timestamp` in seconds. */
export interface Change {
  openid: string
  group_openid: string
  timestamp: number
  scene_param: string
  author: Author
}

export interface Interaction {
  id: string
  type: number
  chat_type: number
  timestamp: string
  user_openid: string
  group_openid: string
  group_member_openid: string
  data: { resolved: Resolved }
}

export interface Resolved {
  button_data: string
  button_id: string
  feature_id: string
  message_id: string
  feedback_opt: string
  checked: number
}

/** MESSAGE_AUDIT_PASS and _REJECT. */
export interface Audit {
  audit_id: string
  audit_time: string
}
