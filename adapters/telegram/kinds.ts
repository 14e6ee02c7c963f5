import type { Message } from '@grammyjs/types'
import type { UnsupportedPart } from '../../src/model/content.ts'
import type { Raw } from '../../src/contract/read.ts'
import { summaryOf } from './summaries.ts'

/** Fields that say something about a message but are not what it says. */
const ABOUT = new Set<string>([
  'message_id',
  'message_thread_id',
  'from',
  'sender_chat',
  'sender_boost_count',
  'sender_business_bot',
  'sender_tag',
  'receiver_user',
  'ephemeral_message_id',
  'date',
  'guest_query_id',
  'guest_bot_caller_user',
  'guest_bot_caller_chat',
  'business_connection_id',
  'chat',
  'is_topic_message',
  'direct_messages_topic',
  'forward_origin',
  'is_automatic_forward',
  'reply_to_message',
  'reply_to_checklist_task_id',
  'reply_to_poll_option_id',
  'reply_to_story',
  'external_reply',
  'quote',
  'via_bot',
  'edit_date',
  'has_protected_content',
  'is_paid_post',
  'is_from_offline',
  'media_group_id',
  'has_media_spoiler',
  'show_caption_above_media',
  'author_signature',
  'link_preview_options',
  'effect_id',
  'paid_star_count',
  'suggested_post_info',
  'reply_markup',
  'caption',
  'caption_entities',
  'entities',
] satisfies (keyof Message)[])

/** What Telegram itself writes into a chat about the chat: nobody said it, so it is no message. */
const SERVICE = new Set<string>([
  'new_chat_members',
  'left_chat_member',
  'new_chat_title',
  'new_chat_photo',
  'delete_chat_photo',
  'group_chat_created',
  'supergroup_chat_created',
  'channel_chat_created',
  'chat_owner_left',
  'chat_owner_changed',
  'chat_background_set',
  'community_chat_added',
  'community_chat_joined',
  'community_chat_removed',
  'message_auto_delete_timer_changed',
  'migrate_to_chat_id',
  'migrate_from_chat_id',
  'pinned_message',
  'connected_website',
  'write_access_allowed',
  'proximity_alert_triggered',
  'boost_added',
  'checklist_tasks_done',
  'checklist_tasks_added',
  'poll_option_added',
  'poll_option_deleted',
  'forum_topic_created',
  'forum_topic_edited',
  'forum_topic_closed',
  'forum_topic_reopened',
  'general_forum_topic_hidden',
  'general_forum_topic_unhidden',
  'managed_bot_created',
  'paid_message_price_changed',
  'direct_message_price_changed',
  'giveaway_created',
  'giveaway_completed',
  'video_chat_scheduled',
  'video_chat_started',
  'video_chat_ended',
  'video_chat_participants_invited',
] satisfies (keyof Message)[])

/** What a message is that has no part of its own, by the name of its field; null for a service message. */
export function unsupported(message: Raw<Message>): UnsupportedPart | null {
  const kinds = Object.keys(message).filter((key) => !ABOUT.has(key))
  // Some come with fields of older names beside their own.
  if (kinds.some((kind) => SERVICE.has(kind))) return null
  const kind = kinds[0] ?? 'unknown'
  return { type: 'unsupported', kind, summary: summaryOf(kind, message) ?? kind.replaceAll('_', ' ') }
}
