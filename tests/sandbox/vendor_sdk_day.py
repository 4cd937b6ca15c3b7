"""A working day of the bicycle shop, in chapters, told through the vendor's own SDK.

The chapters follow each other on one fresh sandbox. They need the SDK, so whoever imports them
has to see first that it is there.
"""

from __future__ import annotations

import time
from typing import Any

import intercom
import pytest

from .api import (
    AIKO,
    NORA,
    REPAIR,
    RESOLVED,
    TOMAS,
    company_id,
    contact_id,
    visitor_id,
    visitor_key,
)
from .vendor_sdk import Caller

SHOP, BRAKES, SQUEAL = "whl0bk1e", "5002", "1001"
MARIA, OTTO, WEI, VELO = contact_id(1), contact_id(4), contact_id(10), company_id(1)
VIP, WHOLESALE, FEEDBACK = "301", "302", "304"


def filter_of(field: str, operator: str, value: Any) -> Any:
    return intercom.SingleFilterSearchRequest(field=field, operator=operator, value=value)


def morning_at_the_desk(shop: Caller) -> None:
    me = shop.admins.identify()
    assert (me.id, me.app.id_code, me.app.name) == (NORA, SHOP, "Wheelhouse Bikes")
    assert [admin.name for admin in shop.admins.list().admins][:2] == ["Nora Quinn", "Tomás Reyes"]
    lunch = shop.away_status_reasons.list_away_status_reasons()[0]
    assert lunch.label == "At lunch"
    away = shop.admins.away(
        int(TOMAS), away_mode_enabled=True, away_mode_reassign=False,
        away_status_reason_id=int(lunch.id),
    )  # fmt: skip
    assert away.away_mode_enabled is True
    assert shop.admins.find(int(TOMAS)).away_mode_enabled is True
    logged = shop.admins.list_all_activity_logs(created_at_after="1").activity_logs[0]
    assert (logged.activity_type, logged.performed_by.id) == ("admin_away_mode_change", NORA)
    assert logged.metadata.away_mode is True
    teams = shop.teams.list().teams
    assert shop.teams.find(teams[0].id).admin_ids == [int(NORA), int(TOMAS)]
    assert shop.segments.list(include_count=True).segments[0].name == "Leads"
    assert shop.segments.find("66a1c0de5e60000000000002").name == "VIP riders"
    assert shop.ip_allowlist.get_ip_allowlist().enabled is False
    kept = shop.ip_allowlist.update_ip_allowlist(ip_allowlist=["10.0.0.0/8"])
    assert kept.ip_allowlist == ["10.0.0.0/8"]


def a_new_rider(shop: Caller) -> None:
    rider = shop.contacts.create(
        request=intercom.CreateContactRequestWithEmail(
            email="ines@example.com", name="Inês Faro", custom_attributes={"frame_size_cm": 53}
        )
    )
    assert (rider.role, rider.owner_id, rider.email) == ("user", None, "ines@example.com")
    changed = shop.contacts.update(
        rider.id, external_id="u-2001", owner_id=int(NORA), phone="+351210000001"
    )
    assert (changed.owner_id, changed.phone) == (int(NORA), "+351210000001")
    found = shop.contacts.find(rider.id)
    assert found.custom_attributes["frame_size_cm"] == 53
    assert shop.contacts.show_contact_by_external_id("u-2001").id == rider.id
    searched = shop.contacts.search(query=filter_of("email", "=", "ines@example.com"))
    assert [each.name for each in searched] == ["Inês Faro"]
    both = intercom.MultipleFilterSearchRequest(
        operator="AND", value=[filter_of("role", "=", "lead"), filter_of("name", "^", "Wei")]
    )
    assert [each.id for each in shop.contacts.search(query=both)] == [WEI]
    # The SDK's own search pager asks for the same page again and again.
    users: list[str] = []
    after = None
    while after is not None or not users:
        few = shop.contacts.search(
            query=filter_of("role", "=", "user"),
            pagination=intercom.StartingAfterPaging(per_page=4, starting_after=after),
        )
        users += [each.id for each in few.items]
        after = few.response.pages.next and few.response.pages.next.starting_after
    assert len(set(users)) == len(users) == few.response.total_count == 10

    note = shop.notes.create(rider.id, body="Rides to work.", admin_id=NORA)
    assert "Rides to work." in note.body
    assert shop.notes.find(int(note.id)).author.name == "Nora Quinn"
    assert [each.id for each in shop.notes.list(rider.id)] == [note.id]
    assert shop.tags.tag_contact(rider.id, tag_id=VIP).name == "VIP"
    assert [each.id for each in shop.contacts.list_attached_tags(rider.id).data] == [VIP]
    assert [each.name for each in shop.contacts.list_attached_segments(rider.id).data] == [
        "VIP riders", "Small frames",
    ]  # fmt: skip
    assert shop.tags.untag_contact(rider.id, VIP).id == VIP

    newsletter, texts = shop.subscription_types.list().data[:2]
    assert (newsletter.consent_type, texts.consent_type) == ("opt_out", "opt_in")
    joined = shop.contacts.attach_subscription(
        rider.id, subscription_id=texts.id, consent_type="opt_in"
    )
    assert joined.default_translation.name == "Workshop texts"
    attached = shop.contacts.list_attached_subscriptions(rider.id).data
    assert [each.id for each in attached] == [texts.id]
    assert shop.contacts.detach_subscription(rider.id, texts.id).id == texts.id

    shop.events.create(
        request=intercom.CreateDataEventRequestWithId(
            id=rider.id, event_name="test-ride", created_at=int(time.time()),
            metadata={"bike": "Gravel Three"},
        )
    )  # fmt: skip
    shop.events.summaries(
        user_id="u-2001",
        event_summaries={"event_name": "visited-shop", "count": 3, "first": 1, "last": 2},
    )
    seen = shop.events.list(type="user", intercom_user_id=rider.id, summary=True).events
    assert [(each.name, each.count) for each in seen] == [("test-ride", 1), ("visited-shop", 3)]

    assert shop.contacts.archive(rider.id).archived is True
    assert shop.contacts.unarchive(rider.id).archived is False
    merged = shop.contacts.merge_lead_in_user(lead_id=WEI, contact_id=rider.id)
    assert (merged.id, merged.name) == (rider.id, "Inês Faro")
    assert shop.contacts.block_contact(contact_id(11)).blocked is True
    assert shop.contacts.delete(contact_id(11)).deleted is True


def all_contacts_through_the_pager(shop: Caller) -> None:
    pager = shop.contacts.list(per_page=5)
    assert (len(pager.items), pager.has_next) == (5, True)
    everyone = list(pager)
    total = pager.response.total_count
    assert len({each.id for each in everyone}) == len(everyone) == total == 11
    assert {each.role for each in everyone} == {"user", "lead"}


def the_courier_fleet(shop: Caller) -> None:
    made = shop.companies.create_or_update(
        request=intercom.CreateOrUpdateCompanyRequest(
            company_id="pedal-post", name="Pedal Post", plan="Fleet", size=9, monthly_spend=120
        )
    )
    assert (made.plan.name, made.size, made.user_count) == ("Fleet", 9, 0)
    assert shop.companies.attach_contact(MARIA, company_id=made.id).name == "Pedal Post"
    assert shop.companies.find(made.id).user_count == 1
    renamed = shop.companies.update(
        made.id, request=intercom.UpdateCompanyRequestBody(name="Pedal Post Ltd")
    )
    assert renamed.name == "Pedal Post Ltd"
    by_key = shop.companies.retrieve(company_id="pedal-post")
    assert (by_key.type, by_key.id) == ("company", made.id)
    by_tag = shop.companies.retrieve(tag_id=WHOLESALE)
    assert VELO in {each.id for each in by_tag.data}
    listed = shop.companies.list(per_page=2, order="asc")
    assert made.id in {each.id for each in listed}
    assert made.id in {each.id for each in shop.companies.scroll()}
    people = shop.companies.list_attached_contacts(VELO).data
    assert {each.name for each in people} == {"Otto Berg", "Priya Nair"}
    assert shop.companies.list_attached_segments(VELO).data == []
    # The SDK looks for the companies under another key, and its pager finds none.
    theirs = shop.contacts.list_attached_companies(MARIA)
    assert {each["id"] for each in theirs.response.data} == {made.id, company_id(4)}
    assert shop.companies.detach_contact(MARIA, made.id).id == made.id
    assert shop.companies.delete(made.id).deleted is True


def tags_and_attributes(shop: Caller) -> None:
    tag = shop.tags.create(request=intercom.CreateOrUpdateTagRequest(name="Race team"))
    assert shop.tags.find(tag.id).name == "Race team"
    tagged = shop.tags.create(
        request=intercom.TagMultipleUsersRequest(name="Race team", users=[{"id": OTTO}])
    )
    assert tagged.id == tag.id
    racing = filter_of("tag_id", "=", tag.id)
    assert [each.id for each in shop.contacts.search(query=racing)] == [OTTO]
    assert "Race team" in {each.name for each in shop.tags.list().data}
    shop.tags.delete(tag.id)
    assert "Race team" not in {each.name for each in shop.tags.list().data}

    colour = shop.data_attributes.create(
        request=intercom.CreateDataAttributeRequestOptions(
            name="colour", model="contact", data_type="options",
            options=[{"value": "red"}, {"value": "blue"}],
        )
    )  # fmt: skip
    assert (colour.full_name, colour.custom) == ("custom_attributes.colour", True)
    changed = shop.data_attributes.update(
        colour.id,
        request=intercom.UpdateDataAttributeRequestOptions(
            options=[{"value": "red"}, {"value": "green"}]
        ),
    )
    assert changed.options == ["red", "green"]
    assert "colour" in {each.name for each in shop.data_attributes.list(model="contact").data}


def someone_at_the_window(shop: Caller) -> None:
    seen = shop.visitors.find(user_id=visitor_key(1))
    assert (seen.id, seen.pseudonym) == (visitor_id(1), "Amber Saddle")
    named = shop.visitors.update(
        request=intercom.UpdateVisitorRequestWithUserId(user_id=visitor_key(1), name="Una")
    )
    assert named.name == "Una"
    converted = shop.visitors.merge_to_contact(
        type="user",
        user=intercom.UserWithUserId(user_id="u-2002", email="una@example.com"),
        visitor=intercom.VisitorWithUserId(user_id=visitor_key(1)),
    )
    assert (converted.role, converted.external_id) == ("user", "u-2002")
    with pytest.raises(intercom.NotFoundError):
        shop.visitors.find(user_id=visitor_key(1))


def squealing_brakes(shop: Caller) -> None:
    opened = shop.conversations.create(
        from_=intercom.CreateConversationRequestFrom(type="user", id=MARIA),
        body="They squeal again.",
    )
    assert (opened.type, opened.body) == ("user_message", "They squeal again.")
    chat = opened.conversation_id
    answered = shop.conversations.reply(
        chat,
        request=intercom.AdminReplyConversationRequest(
            message_type="comment", admin_id=NORA, body="Come by today."
        ),
    )
    assert answered.conversation_parts.conversation_parts[-1].author.name == "Nora Quinn"
    assert [each.id for each in answered.teammates.admins] == [NORA]
    told = shop.conversations.reply(
        chat,
        request=intercom.ContactReplyIntercomUserIdRequest(
            body="On my way.", intercom_user_id=MARIA
        ),
    )
    part = told.conversation_parts.conversation_parts[-1]
    assert (part.author.id, "On my way." in part.body) == (MARIA, True)
    given = shop.conversations.manage(
        chat,
        request=intercom.ConversationsManageRequestBody_Assignment(
            type="admin", admin_id=NORA, assignee_id=AIKO
        ),
    )
    assert (given.admin_assignee_id, given.state) == (int(AIKO), "open")
    snoozed = shop.conversations.manage(
        chat,
        request=intercom.ConversationsManageRequestBody_Snoozed(
            admin_id=AIKO, snoozed_until=2_000_000_000
        ),
    )
    assert (snoozed.state, snoozed.snoozed_until) == ("snoozed", 2_000_000_000)
    titled = shop.conversations.update(
        chat, title="Brakes again", read=True, custom_attributes={"issue_type": "Repair"}
    )
    assert (titled.title, titled.read) == ("Brakes again", True)
    joined = shop.conversations.attach_contact_as_admin(
        chat, admin_id=NORA, customer={"intercom_user_id": OTTO}
    )
    assert {each.id for each in joined.contacts.contacts} == {MARIA, OTTO}
    left = shop.conversations.detach_contact_as_admin(chat, OTTO, admin_id=NORA)
    assert [each.id for each in left.contacts.contacts] == [MARIA]
    assert shop.tags.tag_conversation(chat, tag_id=FEEDBACK, admin_id=NORA).id == FEEDBACK
    searched = shop.conversations.search(query=filter_of("tag_ids", "=", FEEDBACK))
    assert chat in {each.id for each in searched}
    assert shop.tags.untag_conversation(chat, FEEDBACK, admin_id=NORA).id == FEEDBACK
    redacted = shop.conversations.redact_conversation_part(
        request=intercom.RedactConversationRequest_ConversationPart(
            conversation_id=chat, conversation_part_id=part.id
        )
    )
    assert [each.redacted for each in redacted.conversation_parts.conversation_parts].count(
        True
    ) == 1
    assert shop.conversations.run_assignment_rules(chat).id == chat
    closed = shop.conversations.manage(
        chat, request=intercom.ConversationsManageRequestBody_Close(admin_id=AIKO)
    )
    assert (closed.state, closed.open) == ("closed", False)
    found = shop.conversations.find(chat, display_as="plaintext")
    assert found.statistics.count_conversation_parts > 2
    assert found.source.body == "They squeal again."
    everything = shop.conversations.list(per_page=4)
    assert len({each.id for each in everything}) == everything.response.total_count
    ticket = shop.conversations.convert_to_ticket(int(SQUEAL), ticket_type_id=REPAIR)
    assert ticket.ticket_type.name == "Repair request"
    assert shop.conversations.delete_conversation(int(chat)).deleted is True

    sent = shop.messages.create(
        request=intercom.CreateMessageRequest_Email(
            subject="Ready", body="Your bike is ready.", template="plain",
            from_=intercom.CreateMessageRequestFrom(id=int(NORA)),
            to=intercom.CreateMessageRequestTo(type="user", id=MARIA),
        )
    )  # fmt: skip
    assert (sent.type, sent.message_type, sent.subject) == ("admin_message", "email", "Ready")
    switched = shop.phone_call_redirects.create(
        request=intercom.CreatePhoneSwitchRequest(phone="+353871239999")
    )
    assert switched.phone == "+353871239999"


def another_messenger(shop: Caller) -> None:
    told: Any = {
        "external_conversation_id": "thread-1",
        "contact": intercom.CustomChannelContact(type="lead", external_id="gull", name="Gull"),
    }
    events = shop.custom_channel_events
    opened = events.notify_new_conversation(event_id="e-1", **told)
    assert opened.external_contact_id == "gull"
    said = events.notify_new_message(event_id="e-2", body="Open today?", **told)
    assert said.conversation_id == opened.conversation_id
    collected = events.notify_attribute_collected(
        event_id="e-3", **told,
        attribute=intercom.CustomChannelAttribute(id="issue_type", value="Repair"),
    )  # fmt: skip
    assert collected.contact_id == opened.contact_id
    option = "a5e1c524-5ddd-4c3e-9328-6bca5d6e3edb"
    shop.conversations.reply(
        opened.conversation_id,
        request=intercom.AdminReplyConversationRequest(
            message_type="quick_reply", admin_id=NORA, body="Bring it in?",
            reply_options=[intercom.QuickReplyOption(text="Yes", uuid_=option)],
        ),
    )  # fmt: skip
    picked = events.notify_quick_reply_selected(
        event_id="e-4", quick_reply_option_id=option, **told
    )
    assert picked.conversation_id == opened.conversation_id
    parts = shop.conversations.find(opened.conversation_id).conversation_parts.conversation_parts
    assert parts[-1].author.type == "lead"


def repairs(shop: Caller) -> None:
    kinds = shop.ticket_types.list().data
    assert {each.category for each in kinds} == {"Customer", "Back-office", "Tracker"}
    fitting = shop.ticket_types.create(
        request=intercom.CreateTicketTypeRequest(name="Bike fitting", category="Customer")
    )
    assert shop.ticket_types.update(fitting.id, description="An hour").description == "An hour"
    length = shop.ticket_types.attributes.create(
        fitting.id, name="Inside leg", description="In cm", data_type="integer"
    )
    assert length.data_type == "integer"
    longer = shop.ticket_types.attributes.update(fitting.id, length.id, description="In mm")
    assert longer.description == "In mm"
    # The SDK looks for the attributes under another key, and leaves these untyped.
    fields = shop.ticket_types.get(fitting.id).ticket_type_attributes.data
    assert "Inside leg" in {each["name"] for each in fields}
    states = {each.id: each.category for each in shop.ticket_states.list_ticket_states().data}
    assert states[RESOLVED] == "resolved"

    ticket = shop.tickets.create(
        ticket_type_id=fitting.id,
        contacts=[intercom.CreateTicketRequestContactsItemId(id=OTTO)],
        request_options={
            "additional_body_parameters": {
                "ticket_attributes": {"_default_title_": "Fit Otto", "Inside leg": 860}
            }
        },
    )
    assert (ticket.ticket_attributes["Inside leg"], ticket.open) == (860, True)
    assert ticket.contacts.contacts[0].id == OTTO
    done = shop.tickets.update(
        ticket.id, ticket_state_id=RESOLVED, admin_id=int(NORA), assignee_id=AIKO
    )
    assert (done.ticket_state.category, done.admin_assignee_id) == ("resolved", AIKO)
    reply = shop.tickets.reply(
        ticket.id,
        request=intercom.AdminReplyTicketRequest(
            message_type="comment", admin_id=AIKO, body="It fits."
        ),
    )
    assert (reply.type, "It fits." in reply.body) == ("ticket_part", True)
    again = shop.tickets.get(ticket.id)
    assert again.ticket_parts.ticket_parts[-1].author.id == AIKO
    assert shop.tags.tag_ticket(ticket.id, tag_id=VIP, admin_id=NORA).id == VIP
    assert shop.tags.untag_ticket(ticket.id, VIP, admin_id=NORA).id == VIP
    found = shop.tickets.search(query=filter_of("ticket_type_id", "=", fitting.id))
    assert [each.id for each in found] == [ticket.id]
    job = shop.tickets.enqueue_create_ticket(
        ticket_type_id=REPAIR, contacts=[intercom.CreateTicketRequestContactsItemId(id=MARIA)],
        request_options={
            "additional_body_parameters": {"ticket_attributes": {"_default_title_": "Flat"}}
        },
    )  # fmt: skip
    assert (job.type, job.resource_type) == ("job", "ticket")
    shop.jobs.status(job.id)
    finished = shop.jobs.status(job.id)
    assert shop.tickets.get(finished.resource_id).ticket_attributes["_default_title_"] == "Flat"
    assert shop.tickets.delete_ticket(ticket.id).deleted is True


def the_help_center(shop: Caller) -> None:
    center = next(iter(shop.help_centers.list(per_page=5)))
    assert shop.help_centers.find(int(center.id)).website_turned_on is True
    shelf = shop.help_centers.collections.create(name="Winter", description="Cold days")
    renamed = shop.help_centers.collections.update(int(shelf.id), name="Winter riding")
    assert renamed.name == "Winter riding"
    assert shop.help_centers.collections.find(int(shelf.id)).description == "Cold days"
    assert shelf.id in {each.id for each in shop.help_centers.collections.list(per_page=2)}
    article = shop.articles.create(
        request=intercom.CreateArticleRequest(
            title="Ride in snow", body="<p>Let out air.</p>", author_id=int(AIKO),
            parent_id=int(shelf.id), parent_type="collection", state="draft",
        )
    )  # fmt: skip
    assert (article.author_id, article.state) == (int(AIKO), "draft")
    live = shop.articles.update(int(article.id), state="published", title="Ride in the snow")
    assert (live.state, live.title) == ("published", "Ride in the snow")
    assert shop.articles.find(int(article.id)).parent_ids == [int(shelf.id)]
    hits = shop.articles.search(phrase="snow", state="published", highlight=True)
    assert [each.id for each in hits.data.articles] == [article.id]
    assert hits.data.highlights[0].article_id == article.id
    assert article.id in {each.id for each in shop.articles.list(per_page=2)}
    assert shop.articles.delete(int(article.id)).deleted is True
    assert shop.help_centers.collections.delete(int(shelf.id)).deleted is True

    inside = shop.internal_articles.create_internal_article(
        request=intercom.CreateInternalArticleRequest(
            title="Keys", body="Under the mat.", author_id=int(NORA), owner_id=int(NORA)
        )
    )
    number = int(inside.id)
    assert shop.internal_articles.retrieve_internal_article(number).owner_id == int(NORA)
    moved = shop.internal_articles.update_internal_article(number, title="Spare keys")
    assert moved.title == "Spare keys"
    listed = shop.internal_articles.list_internal_articles().data
    assert inside.id in {each.id for each in listed}
    filed = shop.internal_articles.search_internal_articles(folder_id="7").data.internal_articles
    assert [each.title for each in filed] == ["Lending a loaner bike"]
    assert shop.internal_articles.delete_internal_article(number).deleted is True


def news_and_pages(shop: Caller) -> None:
    feeds = shop.news.feeds.list()
    assert feeds.total_count == 2
    assert shop.news.feeds.find("51").name == "Riders"
    item = shop.news.items.create(
        title="Snow tyres are in", sender_id=int(NORA), state="live",
        newsfeed_assignments=[intercom.NewsfeedAssignment(newsfeed_id=51, published_at=1)],
    )  # fmt: skip
    assert item.newsfeed_assignments[0].newsfeed_id == 51
    number = int(item.id)
    assert shop.news.items.find(number).state == "live"
    renamed = shop.news.items.update(number, title="Tyres are in", sender_id=int(NORA))
    assert renamed.title == "Tyres are in"
    assert item.id in {each.id for each in shop.news.items.list().data}
    assert item.id in {each.id for each in shop.news.feeds.list_items("51").data}
    assert shop.news.items.delete(number).deleted is True

    source = shop.ai_content.create_content_import_source(url="https://tips.example.com")
    assert (source.sync_behavior, source.status) == ("api", "active")
    page = shop.ai_content.create_external_page(
        title="Chains", html="<p>Oil them.</p>", source_id=source.id, external_id="chains"
    )
    assert (page.source_id, page.external_id) == (source.id, "chains")
    longer = shop.ai_content.update_external_page(
        page.id, title="Chains and oil", html="<p>Oil them.</p>",
        url="https://tips.example.com/chains", source_id=source.id,
    )  # fmt: skip
    assert longer.title == "Chains and oil"
    assert shop.ai_content.get_external_page(page.id).url.endswith("/chains")
    assert page.id in {each.id for each in shop.ai_content.list_external_pages().data}
    assert shop.ai_content.delete_external_page(page.id).id == page.id
    off = shop.ai_content.update_content_import_source(
        str(source.id), sync_behavior="api", url="https://tips.example.com", status="deactivated"
    )
    assert off.status == "deactivated"
    assert shop.ai_content.get_content_import_source(str(source.id)).id == source.id
    assert source.id in {each.id for each in shop.ai_content.list_content_import_sources().data}
    shop.ai_content.delete_content_import_source(str(source.id))
    assert source.id not in {each.id for each in shop.ai_content.list_content_import_sources().data}


def orders_and_calls(shop: Caller) -> None:
    orders = shop.custom_object_instances
    order = orders.create_custom_object_instances(
        "Order", external_id="30001", custom_attributes={"order_number": "ORDER-30001"}
    )
    assert order.custom_attributes["order_number"] == "ORDER-30001"
    assert orders.get_custom_object_instances_by_external_id(
        "Order", external_id="30001"
    ).id == order.id  # fmt: skip
    assert orders.get_custom_object_instances_by_id("Order", order.id).external_id == "30001"
    gone = orders.delete_custom_object_instances_by_id("Order", external_id="30001")
    assert (gone.object, gone.deleted) == ("Order", True)
    assert orders.delete_custom_object_instances_by_external_id("Order", "22").deleted is True

    calls = shop.calls.list_calls(per_page=1)
    assert calls.total_count == 2
    call = shop.calls.show_call("3000")
    assert (call.conversation_id, call.direction) == (SQUEAL, "inbound")
    assert shop.calls.show_call_transcript("3000").startswith("[00:00")
    shop.calls.show_call_recording("3000")
    with_words = shop.calls.list_calls_with_transcripts(conversation_ids=[SQUEAL]).data
    assert with_words[0].transcript[0]["text"]


def exports(shop: Caller) -> None:
    job = shop.data_export.create(created_at_after=1, created_at_before=2_000_000_000)
    assert job.status == "pending"
    shop.data_export.find(job.job_identifier)
    done = shop.data_export.find(job.job_identifier)
    assert (done.status, done.job_identifier) == ("completed", job.job_identifier)
    shop.data_export.download(job.job_identifier)
    assert shop.data_export.cancel(job.job_identifier).job_identifier == job.job_identifier
    datasets = shop.export.list_available_datasets_and_attributes().data
    dataset = next(each for each in datasets if each.id == "conversation")
    report = shop.export.enqueue_a_new_reporting_data_export_job(
        dataset_id=dataset.id,
        attribute_ids=[dataset.attributes[0].id],
        start_time=1,
        end_time=2_000_000_000,
    )
    assert report.status == "pending"
    for _ in range(2):
        state = shop.data_export.export_reporting_data(
            report.job_identifier, app_id=SHOP, client_id="c"
        )
    assert state.status == "complete"
    shop.data_export.download_reporting_data_export(report.job_identifier, app_id=SHOP)


def the_newest_methods(shop: Caller) -> None:
    new = shop.unstable
    assert new.brands.retrieve_brand(id=SHOP).is_default is True
    assert len(new.brands.list_brands().data) == 2
    assert new.emails.retrieve_email(id="15").brand_id == SHOP
    assert new.emails.list_emails().data[0].verified is True
    assert new.macros.list_macros(per_page=1).pages.next.starting_after
    assert new.macros.get_macro(id="2298").name == "Ready for pick-up"
    assert new.workflows.export_workflow(id="67001").workflow.title == "Route workshop questions"
    call = new.calls.register_fin_voice_call(
        request={"phone_number": "+353871230001", "call_id": "v-1"}
    )
    assert new.calls.collect_fin_voice_call_by_id(id=call.id).external_call_id == "v-1"
    assert new.calls.collect_fin_voice_call_by_external_id(external_id="v-1").id == call.id
    handled = new.conversations.list_handling_events(id=SQUEAL).handling_events
    assert [each.type for each in handled] == ["paused", "resumed"]
    assert new.notes.list_company_notes(id=VELO).total_count == 0
    assert new.admins.identify_admin().id == NORA
    assert new.contacts.show_contact(id=MARIA).name == "Maria Santos"
    assert new.articles.retrieve_article(id=int(BRAKES)).title == "Stop brakes from squealing"
    assert new.tickets.search_tickets(query={"field": "open", "operator": "=", "value": "true"})


DAY = (
    morning_at_the_desk,
    a_new_rider,
    all_contacts_through_the_pager,
    the_courier_fleet,
    tags_and_attributes,
    someone_at_the_window,
    squealing_brakes,
    another_messenger,
    repairs,
    the_help_center,
    news_and_pages,
    orders_and_calls,
    exports,
    the_newest_methods,
)
