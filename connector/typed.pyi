# Written by `connector catalog types` from the catalog; do not edit it.
# fmt: off
# ruff: noqa
"""What type checkers and editors know of each action: its params by name, and what it returns."""

from collections.abc import Callable, Coroutine, Iterator, Mapping
from typing import Any, Literal, Never, Protocol, Required, TypeAlias, TypedDict, TypeVar, overload

_Any_co = TypeVar("_Any_co", covariant=True)
_None_co = TypeVar("_None_co", covariant=True)
_Text_co = TypeVar("_Text_co", covariant=True)
_Bytes_co = TypeVar("_Bytes_co", covariant=True)
_Item_co = TypeVar("_Item_co", covariant=True)
_Given_contra = TypeVar("_Given_contra", contravariant=True)
_Found_co = TypeVar("_Found_co", covariant=True)

# Where nothing fits, mypy says that it expected one of these two: hence their names.
class ParamsOf(Protocol[_Given_contra, _Found_co]):
    """Params that only the run time knows: a `dict[str, Any]`, or a mapping of anything."""
    def get(self, key: str, default: _Given_contra, /) -> _Found_co: ...

class ActionThatNeedsNoParams(Protocol[_Found_co]):
    """No name that the catalog has."""
    def upper(self) -> _Found_co: ...

class _Object(Protocol[_Given_contra, _Found_co]):
    """An object that only the run time knows: a `dict[str, Any]`, or a mapping of anything."""
    def get(self, key: str, default: _Given_contra, /) -> _Found_co: ...

# Nothing but Any is the one and the other: of all dicts, only those of Any have such a `get`. They
# are type arguments since pyright holds what does not fit a class without any against every dict.
class ThisAction: ...
class OrAny: ...

Untyped: TypeAlias = _Object[ThisAction, OrAny]

class ListOf(Protocol[_Item_co]):
    """A list; a text or a tuple is none."""
    def reverse(self) -> None: ...
    def copy(self) -> ListOf[_Item_co]: ...
    def __iter__(self) -> Iterator[_Item_co]: ...

WithIntercomVersion = TypedDict("WithIntercomVersion", {"Intercom-Version": str}, total=False)

ArticleTranslatedContent = TypedDict("ArticleTranslatedContent", {
    "type": Literal["article_translated_content"] | None,
    "ar": ArticleContent | Untyped | None,
    "bg": ArticleContent | Untyped | None,
    "bs": ArticleContent | Untyped | None,
    "ca": ArticleContent | Untyped | None,
    "cs": ArticleContent | Untyped | None,
    "da": ArticleContent | Untyped | None,
    "de": ArticleContent | Untyped | None,
    "el": ArticleContent | Untyped | None,
    "en": ArticleContent | Untyped | None,
    "es": ArticleContent | Untyped | None,
    "et": ArticleContent | Untyped | None,
    "fi": ArticleContent | Untyped | None,
    "fr": ArticleContent | Untyped | None,
    "he": ArticleContent | Untyped | None,
    "hr": ArticleContent | Untyped | None,
    "hu": ArticleContent | Untyped | None,
    "id": ArticleContent | Untyped | None,
    "it": ArticleContent | Untyped | None,
    "ja": ArticleContent | Untyped | None,
    "ko": ArticleContent | Untyped | None,
    "lt": ArticleContent | Untyped | None,
    "lv": ArticleContent | Untyped | None,
    "mn": ArticleContent | Untyped | None,
    "nb": ArticleContent | Untyped | None,
    "nl": ArticleContent | Untyped | None,
    "pl": ArticleContent | Untyped | None,
    "pt": ArticleContent | Untyped | None,
    "ro": ArticleContent | Untyped | None,
    "ru": ArticleContent | Untyped | None,
    "sl": ArticleContent | Untyped | None,
    "sr": ArticleContent | Untyped | None,
    "sv": ArticleContent | Untyped | None,
    "tr": ArticleContent | Untyped | None,
    "vi": ArticleContent | Untyped | None,
    "pt-BR": ArticleContent | Untyped | None,
    "zh-CN": ArticleContent | Untyped | None,
    "zh-TW": ArticleContent | Untyped | None,
}, total=False)

class ArticleContent(TypedDict, total=False):
    type: Literal["article_content"] | None
    title: str
    description: str
    body: str
    body_markdown: str | None
    author_id: int | str
    state: Literal["published", "draft"]
    created_at: int
    updated_at: int
    has_unpublished_changes: bool
    draft_updated_at: int | None
    url: str
    audience_ids: ListOf[int | str] | None
    ai_chatbot_availability: bool
    ai_copilot_availability: bool
    ai_sales_agent_availability: bool
    created_by_id: int | str | None
    updated_by_id: int | str | None

class FinAgentMessage(TypedDict, total=False):
    author: Required[Literal["user", "agent", "fin"]]
    body: Required[str]
    timestamp: Required[str]
    timestamp_ms: str

class FinAgentUser(TypedDict, total=False):
    id: Required[str | int]
    name: str
    email: str
    attributes: dict[str, Any]

class FinAgentAttachment(TypedDict, total=False):
    type: Required[Literal["url", "file"]]
    url: str
    name: str
    content_type: str
    data: str

class FinAgentMessagePreview(TypedDict, total=False):
    author: Required[Literal["user", "agent", "fin"]]
    body: Required[str]
    timestamp: str
    timestamp_ms: str

class FinAgentConversationMetadata(TypedDict, total=False):
    history: ListOf[FinAgentMessagePreview | Untyped]
    attributes: dict[str, Any]

GroupTranslatedContent = TypedDict("GroupTranslatedContent", {
    "type": Literal["group_translated_content"] | None,
    "ar": GroupContent | Untyped | None,
    "bg": GroupContent | Untyped | None,
    "bs": GroupContent | Untyped | None,
    "ca": GroupContent | Untyped | None,
    "cs": GroupContent | Untyped | None,
    "da": GroupContent | Untyped | None,
    "de": GroupContent | Untyped | None,
    "el": GroupContent | Untyped | None,
    "en": GroupContent | Untyped | None,
    "es": GroupContent | Untyped | None,
    "et": GroupContent | Untyped | None,
    "fi": GroupContent | Untyped | None,
    "fr": GroupContent | Untyped | None,
    "he": GroupContent | Untyped | None,
    "hr": GroupContent | Untyped | None,
    "hu": GroupContent | Untyped | None,
    "id": GroupContent | Untyped | None,
    "it": GroupContent | Untyped | None,
    "ja": GroupContent | Untyped | None,
    "ko": GroupContent | Untyped | None,
    "lt": GroupContent | Untyped | None,
    "lv": GroupContent | Untyped | None,
    "mn": GroupContent | Untyped | None,
    "nb": GroupContent | Untyped | None,
    "nl": GroupContent | Untyped | None,
    "pl": GroupContent | Untyped | None,
    "pt": GroupContent | Untyped | None,
    "ro": GroupContent | Untyped | None,
    "ru": GroupContent | Untyped | None,
    "sl": GroupContent | Untyped | None,
    "sr": GroupContent | Untyped | None,
    "sv": GroupContent | Untyped | None,
    "tr": GroupContent | Untyped | None,
    "vi": GroupContent | Untyped | None,
    "pt-BR": GroupContent | Untyped | None,
    "zh-CN": GroupContent | Untyped | None,
    "zh-TW": GroupContent | Untyped | None,
}, total=False)

class GroupContent(TypedDict, total=False):
    type: Literal["group_content"] | None
    name: str
    description: str

class CompaniesSearch(TypedDict, total=False):
    query: Required[CompaniesFilter | CompaniesSearchQuery | Untyped]
    pagination: SearchPaging | Untyped | None
    sort: SearchOrder | Untyped | None

class CompaniesFilter(TypedDict, total=False):
    field: Required[str]
    operator: Required[Literal["=", "!=", "IN", "NIN", "<", "<=", ">", ">=", "~", "!~", "^", "$"]]
    value: Required[str | float | bool | ListOf[str | float | bool | None] | None]

class SearchPaging(TypedDict, total=False):
    per_page: int
    starting_after: str | None

class SearchOrder(TypedDict, total=False):
    field: str
    order: Literal["ascending", "descending"]

class ContactsSearch(TypedDict, total=False):
    query: Required[ContactsFilter | ContactsSearchQuery | Untyped]
    pagination: SearchPaging | Untyped | None
    sort: SearchOrder | Untyped | None

class ContactsFilter(TypedDict, total=False):
    field: Required[str]
    operator: Required[Literal["=", "!=", "IN", "NIN", "<", "<=", ">", ">=", "~", "!~", "^", "$"]]
    value: Required[str | float | bool | ListOf[str | float | bool | None] | None]

class ConversationsSearch(TypedDict, total=False):
    query: Required[ConversationsFilter | ConversationsSearchQuery | Untyped]
    pagination: SearchPaging | Untyped | None

class ConversationsFilter(TypedDict, total=False):
    field: Required[str]
    operator: Required[Literal["=", "!=", "IN", "NIN", "<", "<=", ">", ">=", "~", "!~", "^", "$"]]
    value: Required[str | float | bool | ListOf[str | float | bool | None] | None]

class ConversationAttachmentFiles(TypedDict, total=False):
    content_type: str
    data: str
    name: str

WithIntercomVersion2 = TypedDict("WithIntercomVersion2", {"Intercom-Version": Required[str]}, total=False)

class CustomChannelBaseEvent(TypedDict, total=False):
    event_id: Required[str | int]
    external_conversation_id: Required[str | int]
    contact: Required[CustomChannelContact | Untyped]

class CustomChannelContact(TypedDict, total=False):
    type: Required[Literal["user", "lead"]]
    external_id: Required[str | int]
    name: str
    email: str

class NewsItemRequest(TypedDict, total=False):
    title: Required[str]
    body: str
    sender_id: Required[int | str]
    state: Literal["draft", "live"]
    deliver_silently: bool
    labels: ListOf[str]
    reactions: ListOf[str | None]
    newsfeed_assignments: ListOf[NewsfeedAssignment | Untyped]

class NewsfeedAssignment(TypedDict, total=False):
    newsfeed_id: int | str
    published_at: int

class TicketsSearch(TypedDict, total=False):
    query: Required[TicketsFilter | TicketsSearchQuery | Untyped]
    pagination: SearchPaging | Untyped | None

class TicketsFilter(TypedDict, total=False):
    field: Required[str]
    operator: Required[Literal["=", "!=", "IN", "NIN", "<", "<=", ">", ">=", "~", "!~", "^", "$"]]
    value: Required[str | float | bool | ListOf[str | float | bool | None] | None]

class Predicate(TypedDict, total=False):
    attribute: str
    type: str
    comparison: str
    value: str

class OfficeHoursTimeInterval(TypedDict, total=False):
    start_minute: int
    end_minute: int
    day_of_week: int

class CreateConversationAttributeOptionRequest(TypedDict, total=False):
    label: Required[str]

class PutAdminsByIdAway(WithIntercomVersion, total=False):
    id: Required[int | str]
    data: Required[PutAdminsByIdAwayData | Untyped]

class PutAdminsByIdAwayData(TypedDict, total=False):
    away_mode_enabled: Required[bool]
    away_mode_reassign: Required[bool]
    away_status_reason_id: int | str

class GetAdminsActivityLogs(WithIntercomVersion, total=False):
    created_at_after: Required[str | int]
    created_at_before: str | int
    page: int | str
    per_page: int | str

class PostAdminsActivityLogsSearch(WithIntercomVersion, total=False):
    data: Required[PostAdminsActivityLogsSearchData | Untyped]

class PostAdminsActivityLogsSearchData(TypedDict, total=False):
    created_at_after: Required[int | str]
    created_at_before: int | str
    event_types: ListOf[str]
    page: int
    per_page: int

class GetAdmins(WithIntercomVersion, total=False):
    display_avatar: bool | str

class GetAdminsById(WithIntercomVersion, total=False):
    id: Required[int | str]

class GetAiContentImportSources(WithIntercomVersion, total=False):
    page: int | str
    per_page: int | str

class PostAiContentImportSources(WithIntercomVersion, total=False):
    data: Required[PostAiContentImportSourcesData | Untyped]

class PostAiContentImportSourcesData(TypedDict, total=False):
    sync_behavior: Required[Literal["api"]]
    status: Literal["active", "deactivated"]
    url: Required[str]
    audience_ids: int | ListOf[int] | None

class GetAiContentImportSourcesById(WithIntercomVersion, total=False):
    id: Required[str | int]

class PutAiContentImportSourcesById(WithIntercomVersion, total=False):
    id: Required[str | int]
    data: Required[PutAiContentImportSourcesByIdData | Untyped]

class PutAiContentImportSourcesByIdData(TypedDict, total=False):
    sync_behavior: Required[Literal["api", "automated", "manual"]]
    status: Literal["active", "deactivated"]
    url: Required[str]
    audience_ids: int | ListOf[int] | None
    apply_audience_to_existing_content: bool

class DeleteAiContentImportSourcesById(WithIntercomVersion, total=False):
    id: Required[str | int]

class GetAiExternalPages(WithIntercomVersion, total=False):
    page: int | str
    per_page: int | str

class PostAiExternalPages(WithIntercomVersion, total=False):
    data: Required[PostAiExternalPagesData | Untyped]

class PostAiExternalPagesData(TypedDict, total=False):
    title: Required[str]
    html: Required[str]
    url: str
    ai_agent_availability: bool
    ai_copilot_availability: bool
    locale: Required[Literal["en"]]
    source_id: Required[int | str]
    external_id: Required[str | int]

class GetAiExternalPagesById(WithIntercomVersion, total=False):
    id: Required[str | int]

class PutAiExternalPagesById(WithIntercomVersion, total=False):
    id: Required[str | int]
    data: Required[PutAiExternalPagesByIdData | Untyped]

class PutAiExternalPagesByIdData(TypedDict, total=False):
    title: Required[str]
    html: Required[str]
    url: Required[str]
    fin_availability: bool
    locale: Required[Literal["en"]]
    source_id: Required[int | str]
    external_id: str | int

class DeleteAiExternalPagesById(WithIntercomVersion, total=False):
    id: Required[str | int]

class GetArticles(WithIntercomVersion, total=False):
    page: int | str
    per_page: int | str

class PostArticles(WithIntercomVersion, total=False):
    data: Required[PostArticlesData | Untyped]

class PostArticlesData(TypedDict, total=False):
    title: Required[str]
    description: str
    body: str
    body_markdown: str
    author_id: Required[int | str]
    state: Literal["published", "draft"]
    parent_id: int | str
    parent_type: str
    translated_content: ArticleTranslatedContent | Untyped | None
    audience_ids: ListOf[int | str] | None
    ai_chatbot_availability: bool
    ai_copilot_availability: bool
    ai_sales_agent_availability: bool
    scheduled_publish_at: str | None
    scheduled_unpublish_at: str | None

class GetArticlesById(WithIntercomVersion, total=False):
    id: Required[int | str]

class PutArticlesById(WithIntercomVersion, total=False):
    id: Required[int | str]
    data: Required[PutArticlesByIdData | Untyped]

class PutArticlesByIdData(TypedDict, total=False):
    title: str
    description: str
    body: str
    body_markdown: str
    author_id: int | str
    state: Literal["published", "draft"]
    parent_id: str | int
    parent_type: str
    translated_content: ArticleTranslatedContent | Untyped | None
    audience_ids: ListOf[int | str] | None
    ai_chatbot_availability: bool
    ai_copilot_availability: bool
    ai_sales_agent_availability: bool
    scheduled_publish_at: str | None
    scheduled_unpublish_at: str | None

class DeleteArticlesById(WithIntercomVersion, total=False):
    id: Required[int | str]

class GetArticlesSearch(WithIntercomVersion, total=False):
    phrase: str | int
    state: str | int
    help_center_id: int | str
    highlight: bool | str
    page: int | str
    per_page: int | str

class GetArticlesByIdDraft(WithIntercomVersion, total=False):
    id: Required[int | str]

class PutArticlesByIdDraft(WithIntercomVersion, total=False):
    id: Required[int | str]
    data: PutArticlesByIdDraftData | Untyped

class PutArticlesByIdDraftData(TypedDict, total=False):
    title: str
    description: str
    body: str
    body_markdown: str
    author_id: int | str
    state: Literal["published", "draft"]
    parent_id: str | int
    parent_type: str
    translated_content: ArticleTranslatedContent | Untyped | None
    audience_ids: ListOf[int | str] | None
    ai_chatbot_availability: bool
    ai_copilot_availability: bool
    ai_sales_agent_availability: bool
    scheduled_publish_at: str | None
    scheduled_unpublish_at: str | None

class PostArticlesByIdDraftPublish(WithIntercomVersion, total=False):
    id: Required[int | str]
    data: PostArticlesByIdDraftPublishData | Untyped

class PostArticlesByIdDraftPublishData(TypedDict, total=False):
    locales: ListOf[str]

class GetArticlesByArticleIdVersions(WithIntercomVersion, total=False):
    article_id: Required[int | str]
    page: int | str
    per_page: int | str
    locale: str | int

class GetArticlesByArticleIdVersionsById(WithIntercomVersion, total=False):
    article_id: Required[int | str]
    id: Required[str | int]
    locale: str | int

class PostArticlesByArticleIdTags(WithIntercomVersion, total=False):
    article_id: Required[int | str]
    data: PostArticlesByArticleIdTagsData | Untyped

class PostArticlesByArticleIdTagsData(TypedDict, total=False):
    id: Required[str | int]
    admin_id: str | int | None

class DeleteArticlesByArticleIdTagsById(WithIntercomVersion, total=False):
    article_id: Required[int | str]
    id: Required[str | int]

class PostExportReportingDataEnqueue(WithIntercomVersion, total=False):
    data: Required[PostExportReportingDataEnqueueData | Untyped]

class PostExportReportingDataEnqueueData(TypedDict, total=False):
    dataset_id: Required[str | int]
    attribute_ids: Required[ListOf[str | int]]
    start_time: Required[int]
    end_time: Required[int]

class GetExportReportingDataByJobIdentifier(WithIntercomVersion, total=False):
    job_identifier: Required[str | int]
    app_id: Required[str | int]
    client_id: Required[str | int]

class GetDownloadReportingDataByJobIdentifier(WithIntercomVersion, total=False):
    job_identifier: Required[str | int]
    app_id: Required[str | int]
    Accept: Required[Literal["application/octet-stream"]]

class PostFinStart(WithIntercomVersion, total=False):
    data: Required[PostFinStartData | Untyped]

class PostFinStartData(TypedDict, total=False):
    conversation_id: Required[str | int]
    message: Required[FinAgentMessage | Untyped]
    user: Required[FinAgentUser | Untyped]
    attachments: ListOf[FinAgentAttachment | Untyped]
    conversation_metadata: PostFinStartDataConversationMetadata | Untyped

class PostFinStartDataConversationMetadata(TypedDict, total=False):
    history: ListOf[FinAgentMessage | Untyped]
    attributes: dict[str, Any]

class PostFinReply(WithIntercomVersion, total=False):
    data: Required[PostFinReplyData | Untyped]

class PostFinReplyData(TypedDict, total=False):
    conversation_id: Required[str | int]
    message: Required[FinAgentMessage | Untyped]
    user: Required[FinAgentUser | Untyped]
    attachments: ListOf[FinAgentAttachment | Untyped]

class PostFinCapabilities(WithIntercomVersion, total=False):
    data: Required[PostFinCapabilitiesData | Untyped]

class PostFinCapabilitiesData(TypedDict, total=False):
    user: Required[FinAgentUser | Untyped]

class PostFinAsk(WithIntercomVersion, total=False):
    data: Required[PostFinAskData | Untyped]

class PostFinAskData(TypedDict, total=False):
    conversation_id: Required[str | int]
    message: Required[FinAgentMessagePreview | Untyped]
    user: Required[FinAgentUser | Untyped]
    conversation_metadata: FinAgentConversationMetadata | Untyped
    attachments: ListOf[FinAgentAttachment | Untyped]

class PostFinProceduresByProcedureIdRun(WithIntercomVersion, total=False):
    procedure_id: Required[str | int]
    data: Required[PostFinProceduresByProcedureIdRunData | Untyped]

class PostFinProceduresByProcedureIdRunData(TypedDict, total=False):
    conversation_id: Required[str | int]
    user: Required[FinAgentUser | Untyped]
    message: FinAgentMessagePreview | Untyped
    conversation_metadata: PostFinProceduresByProcedureIdRunDataConversationMetadata | Untyped
    settings: PostFinProceduresByProcedureIdRunDataSettings | Untyped

class PostFinProceduresByProcedureIdRunDataConversationMetadata(TypedDict, total=False):
    attributes: dict[str, Any]

class PostFinProceduresByProcedureIdRunDataSettings(TypedDict, total=False):
    email: bool

class PostFinEscalate(WithIntercomVersion, total=False):
    data: Required[PostFinEscalateData | Untyped]

class PostFinEscalateData(TypedDict, total=False):
    conversation_id: str | int
    user: FinAgentUser | Untyped
    message: str
    context: str

class PostFinCsat(WithIntercomVersion, total=False):
    data: Required[PostFinCsatData | Untyped]

class PostFinCsatData(TypedDict, total=False):
    conversation_id: Required[str | int]
    rating: Required[Literal["terrible", "bad", "ok", "good", "amazing"]]
    remark: str

class GetHelpCenterCollections(WithIntercomVersion, total=False):
    page: int | str
    per_page: int | str

class PostHelpCenterCollections(WithIntercomVersion, total=False):
    data: Required[PostHelpCenterCollectionsData | Untyped]

class PostHelpCenterCollectionsData(TypedDict, total=False):
    name: Required[str]
    description: str
    translated_content: GroupTranslatedContent | Untyped | None
    parent_id: str | int | None
    help_center_id: int | str | None

class GetHelpCenterCollectionsById(WithIntercomVersion, total=False):
    id: Required[int | str]

class PutHelpCenterCollectionsById(WithIntercomVersion, total=False):
    id: Required[int | str]
    data: Required[PutHelpCenterCollectionsByIdData | Untyped]

class PutHelpCenterCollectionsByIdData(TypedDict, total=False):
    name: str
    description: str
    translated_content: GroupTranslatedContent | Untyped | None
    parent_id: str | int | None

class DeleteHelpCenterCollectionsById(WithIntercomVersion, total=False):
    id: Required[int | str]

class GetHelpCenterHelpCentersById(WithIntercomVersion, total=False):
    id: Required[int | str]

class GetHelpCenterHelpCenters(WithIntercomVersion, total=False):
    page: int | str
    per_page: int | str

class GetHelpCenterHelpCentersByHelpCenterIdRedirects(WithIntercomVersion, total=False):
    help_center_id: Required[str | int]
    page: int | str
    per_page: int | str

class PostHelpCenterHelpCentersByHelpCenterIdRedirects(WithIntercomVersion, total=False):
    help_center_id: Required[str | int]
    data: PostHelpCenterHelpCentersByHelpCenterIdRedirectsData | Untyped

class PostHelpCenterHelpCentersByHelpCenterIdRedirectsData(TypedDict, total=False):
    from_url: Required[str]
    locale: Required[str]
    target_type: Required[Literal["article", "collection"]]
    target_id: Required[str | int]

class GetHelpCenterHelpCentersByHelpCenterIdRedirectsById(WithIntercomVersion, total=False):
    help_center_id: Required[str | int]
    id: Required[str | int]

class DeleteHelpCenterRedirectsByHelpCenterIdById(WithIntercomVersion, total=False):
    help_center_id: Required[str | int]
    id: Required[str | int]

class GetHelpCenterSections(WithIntercomVersion, total=False):
    page: int | str
    per_page: int | str

class PostHelpCenterSections(WithIntercomVersion, total=False):
    data: PostHelpCenterSectionsData | Untyped

class PostHelpCenterSectionsData(TypedDict, total=False):
    name: Required[str]
    parent_id: Required[int | str]
    translated_content: GroupTranslatedContent | Untyped | None

class GetHelpCenterSectionsById(WithIntercomVersion, total=False):
    id: Required[int | str]

class PutHelpCenterSectionsById(WithIntercomVersion, total=False):
    id: Required[int | str]
    data: PutHelpCenterSectionsByIdData | Untyped

class PutHelpCenterSectionsByIdData(TypedDict, total=False):
    name: str
    parent_id: int | str
    translated_content: GroupTranslatedContent | Untyped | None

class DeleteHelpCenterSectionsById(WithIntercomVersion, total=False):
    id: Required[int | str]

class GetInternalArticles(WithIntercomVersion, total=False):
    page: int | str
    per_page: int | str

class PostInternalArticles(WithIntercomVersion, total=False):
    data: Required[PostInternalArticlesData | Untyped]

class PostInternalArticlesData(TypedDict, total=False):
    title: Required[str]
    body: str
    body_markdown: str
    author_id: Required[int | str]
    owner_id: Required[int | str]
    audience_ids: ListOf[int | str] | None
    ai_chatbot_availability: bool
    ai_copilot_availability: bool
    ai_sales_agent_availability: bool

class GetInternalArticlesById(WithIntercomVersion, total=False):
    id: Required[int | str]

class PutInternalArticlesById(WithIntercomVersion, total=False):
    id: Required[int | str]
    data: Required[PutInternalArticlesByIdData | Untyped]

class PutInternalArticlesByIdData(TypedDict, total=False):
    title: str
    body: str
    body_markdown: str
    author_id: int | str
    owner_id: int | str
    audience_ids: ListOf[int | str] | None
    ai_chatbot_availability: bool
    ai_copilot_availability: bool
    ai_sales_agent_availability: bool

class DeleteInternalArticlesById(WithIntercomVersion, total=False):
    id: Required[int | str]

class GetInternalArticlesSearch(WithIntercomVersion, total=False):
    folder_id: str | int
    page: int | str
    per_page: int | str

class PostInternalArticlesByInternalArticleIdTags(WithIntercomVersion, total=False):
    internal_article_id: Required[int | str]
    data: PostInternalArticlesByInternalArticleIdTagsData | Untyped

class PostInternalArticlesByInternalArticleIdTagsData(TypedDict, total=False):
    id: Required[str | int]
    admin_id: str | int | None

class DeleteInternalArticlesByInternalArticleIdTagsById(WithIntercomVersion, total=False):
    internal_article_id: Required[int | str]
    id: Required[str | int]

class GetFolders(WithIntercomVersion, total=False):
    page: int | str
    per_page: int | str
    parent_folder_id: int | str

class PostFolders(WithIntercomVersion, total=False):
    data: PostFoldersData | Untyped

class PostFoldersData(TypedDict, total=False):
    folder: Required[PostFoldersDataFolder | Untyped]

class PostFoldersDataFolder(TypedDict, total=False):
    name: Required[str]
    description: str
    emoji: str
    parent_folder_id: int | str | None

class GetFoldersById(WithIntercomVersion, total=False):
    id: Required[int | str]

class PutFoldersById(WithIntercomVersion, total=False):
    id: Required[int | str]
    data: PutFoldersByIdData | Untyped

class PutFoldersByIdData(TypedDict, total=False):
    folder: Required[PutFoldersByIdDataFolder | Untyped]

class PutFoldersByIdDataFolder(TypedDict, total=False):
    name: str
    description: str
    emoji: str
    parent_folder_id: int | str | None

class DeleteFoldersById(WithIntercomVersion, total=False):
    id: Required[int | str]

class GetCompanies(WithIntercomVersion, total=False):
    name: str | int
    company_id: str | int
    tag_id: str | int
    segment_id: str | int
    page: int | str
    per_page: int | str

class PostCompanies(WithIntercomVersion, total=False):
    data: Required[PostCompaniesData | Untyped]

class PostCompaniesData(TypedDict, total=False):
    name: str
    company_id: str | int
    plan: str
    size: int
    website: str
    industry: str
    custom_attributes: Mapping[str, str | float | bool | None]
    remote_created_at: int
    update_last_request_at: bool
    monthly_spend: int

class GetCompaniesById(WithIntercomVersion, total=False):
    id: Required[str | int]

class PutCompaniesById(WithIntercomVersion, total=False):
    id: Required[str | int]
    data: PutCompaniesByIdData | Untyped

class PutCompaniesByIdData(TypedDict, total=False):
    name: str
    plan: str
    size: int
    website: str
    industry: str
    custom_attributes: Mapping[str, str | float | bool | None]
    monthly_spend: int

class DeleteCompaniesById(WithIntercomVersion, total=False):
    id: Required[str | int]

class GetCompaniesByIdContacts(WithIntercomVersion, total=False):
    id: Required[str | int]
    page: int | str
    per_page: int | str

class GetCompaniesByIdSegments(WithIntercomVersion, total=False):
    id: Required[str | int]

class PostCompaniesList(WithIntercomVersion, total=False):
    page: int | str
    per_page: int | str
    order: str | int

class GetCompaniesScroll(WithIntercomVersion, total=False):
    scroll_param: str | int

class PostContactsByIdCompanies(WithIntercomVersion, total=False):
    id: Required[str | int]
    data: Required[PostContactsByIdCompaniesData | Untyped]

class PostContactsByIdCompaniesData(TypedDict, total=False):
    id: Required[str | int]

class DeleteContactsByContactIdCompaniesById(WithIntercomVersion, total=False):
    contact_id: Required[str | int]
    id: Required[str | int]

class PostCompaniesSearch(WithIntercomVersion, total=False):
    data: CompaniesSearch | Untyped

class CompaniesSearchQuery(TypedDict, total=False):
    operator: Required[Literal["AND", "OR"]]
    value: Required[ListOf[CompaniesFilter | CompaniesSearchQueryValueItem | Untyped]]

class CompaniesSearchQueryValueItem(TypedDict, total=False):
    operator: Required[Literal["AND", "OR"]]
    value: Required[ListOf[CompaniesFilter | Untyped]]

class PutCompaniesBulk(WithIntercomVersion, total=False):
    data: PutCompaniesBulkData | Untyped

class PutCompaniesBulkData(TypedDict, total=False):
    companies: Required[ListOf[PutCompaniesBulkDataCompaniesItem | Untyped]]
    job: PutCompaniesBulkDataJob | Untyped

class PutCompaniesBulkDataCompaniesItem(TypedDict, total=False):
    id: Required[str | int]
    name: str
    plan: str
    size: int
    website: str
    industry: str
    custom_attributes: dict[str, Any]
    remote_created_at: int
    monthly_spend: int
    update_last_request_at: bool

class PutCompaniesBulkDataJob(TypedDict, total=False):
    id: str | int

class PostCompaniesBulk(WithIntercomVersion, total=False):
    data: PostCompaniesBulkData | Untyped

class PostCompaniesBulkData(TypedDict, total=False):
    companies: Required[ListOf[PostCompaniesBulkDataCompaniesItem | Untyped]]
    job: PostCompaniesBulkDataJob | Untyped

class PostCompaniesBulkDataCompaniesItem(TypedDict, total=False):
    company_id: str | int
    name: str
    plan: str
    size: int
    website: str
    industry: str
    custom_attributes: dict[str, Any]
    remote_created_at: int
    monthly_spend: int
    update_last_request_at: bool

class PostCompaniesBulkDataJob(TypedDict, total=False):
    id: str | int

class PostCompaniesBulkDelete(WithIntercomVersion, total=False):
    data: PostCompaniesBulkDeleteData | Untyped

class PostCompaniesBulkDeleteData(TypedDict, total=False):
    companies: Required[ListOf[PostCompaniesBulkDeleteDataCompaniesItem | Untyped]]
    job: PostCompaniesBulkDeleteDataJob | Untyped

class PostCompaniesBulkDeleteDataCompaniesItem(TypedDict, total=False):
    id: Required[str | int]

class PostCompaniesBulkDeleteDataJob(TypedDict, total=False):
    id: str | int

class GetCompaniesBulkById(WithIntercomVersion, total=False):
    id: Required[str | int]

class GetCompaniesByCompanyIdNotes(WithIntercomVersion, total=False):
    company_id: Required[str | int]
    page: int | str
    per_page: int | str

class PostCompaniesByCompanyIdNotes(WithIntercomVersion, total=False):
    company_id: Required[str | int]
    data: PostCompaniesByCompanyIdNotesData | Untyped

class PostCompaniesByCompanyIdNotesData(TypedDict, total=False):
    body: Required[str]
    admin_id: str | int

class GetContactsByIdNotes(WithIntercomVersion, total=False):
    id: Required[str | int]
    page: int | str
    per_page: int | str

class PostContactsByIdNotes(WithIntercomVersion, total=False):
    id: Required[int | str]
    data: Required[PostContactsByIdNotesData | Untyped]

class PostContactsByIdNotesData(TypedDict, total=False):
    body: Required[str]
    admin_id: str | int

class GetNotesById(WithIntercomVersion, total=False):
    id: Required[int | str]

class GetContactsByIdCompanies(WithIntercomVersion, total=False):
    id: Required[str | int]
    page: int | str
    per_page: int | str

class GetContactsByContactIdSegments(WithIntercomVersion, total=False):
    contact_id: Required[str | int]

class GetContactsByContactIdSubscriptions(WithIntercomVersion, total=False):
    contact_id: Required[str | int]

class GetContactsByContactIdTags(WithIntercomVersion, total=False):
    contact_id: Required[str | int]

class GetContactsById(WithIntercomVersion, total=False):
    id: Required[str | int]
    include_merge_history: bool | str

class PutContactsById(WithIntercomVersion, total=False):
    id: Required[str | int]
    include_merge_history: bool | str
    data: Required[PutContactsByIdData | Untyped]

class PutContactsByIdData(TypedDict, total=False):
    role: str
    external_id: str | int
    email: str
    email_verified: bool | None
    phone: str | None
    name: str | None
    avatar: str | None
    signed_up_at: int | None
    last_seen_at: int | None
    owner_id: str | int | None
    unsubscribed_from_emails: bool | None
    custom_attributes: dict[str, Any] | None

class DeleteContactsById(WithIntercomVersion, total=False):
    id: Required[str | int]

class PostContactsMerge(WithIntercomVersion, total=False):
    include_merge_history: bool | str
    data: Required[PostContactsMergeData | Untyped]

PostContactsMergeData = TypedDict("PostContactsMergeData", {
    "from": Required[str],
    "into": Required[str],
    "skip_duplicate_validation": bool,
}, total=False)

class PostContactsSearch(WithIntercomVersion, total=False):
    include_merge_history: bool | str
    data: Required[ContactsSearch | Untyped]

class ContactsSearchQuery(TypedDict, total=False):
    operator: Required[Literal["AND", "OR"]]
    value: Required[ListOf[ContactsFilter | ContactsSearchQueryValueItem | Untyped]]

class ContactsSearchQueryValueItem(TypedDict, total=False):
    operator: Required[Literal["AND", "OR"]]
    value: Required[ListOf[ContactsFilter | Untyped]]

class GetContacts(WithIntercomVersion, total=False):
    include_merge_history: bool | str
    per_page: int | str
    starting_after: str | int

class PostContacts(WithIntercomVersion, total=False):
    data: Required[PostContactsData | Untyped]

class PostContactsData(TypedDict, total=False):
    role: str
    external_id: str | int
    email_verified: bool | None
    email: str
    phone: str | None
    name: str | None
    avatar: str | None
    signed_up_at: int | None
    last_seen_at: int | None
    owner_id: str | int | None
    unsubscribed_from_emails: bool | None
    custom_attributes: dict[str, Any] | None

class GetContactsFindByExternalIdByExternalId(WithIntercomVersion, total=False):
    external_id: Required[str | int]
    include_merge_history: bool | str

class PostContactsByIdArchive(WithIntercomVersion, total=False):
    id: Required[str | int]

class PostContactsByIdUnarchive(WithIntercomVersion, total=False):
    id: Required[str | int]

class PostContactsByIdBlock(WithIntercomVersion, total=False):
    id: Required[str | int]

class PostContactsMergePreview(WithIntercomVersion, total=False):
    data: PostContactsMergePreviewData | Untyped

PostContactsMergePreviewData = TypedDict("PostContactsMergePreviewData", {
    "from": Required[str],
    "into": Required[str],
    "skip_duplicate_validation": bool,
}, total=False)

class GetContactsActivities(WithIntercomVersion, total=False):
    per_page: int | str
    starting_after: str | int

class GetContactsByIdMergeHistory(WithIntercomVersion, total=False):
    id: Required[str | int]
    cursor: str | int
    per_page: int | str
    order: Literal["asc", "desc"]

class PutContactsBulk(WithIntercomVersion, total=False):
    data: PutContactsBulkData | Untyped

class PutContactsBulkData(TypedDict, total=False):
    contacts: Required[ListOf[PutContactsBulkDataContactsItem | Untyped]]
    job: PutContactsBulkDataJob | Untyped

class PutContactsBulkDataContactsItem(TypedDict, total=False):
    id: Required[str | int]
    external_id: str | int
    email: str
    name: str
    phone: str
    avatar: str
    owner_id: str | int
    unsubscribed_from_emails: bool
    language_override: str
    custom_attributes: dict[str, Any]
    companies: ListOf[PutContactsBulkDataContactsItemCompaniesItem | Untyped]
    tags: PutContactsBulkDataContactsItemTags | Untyped

class PutContactsBulkDataContactsItemCompaniesItem(TypedDict, total=False):
    company_id: Required[str | int]
    name: str
    remove: bool

class PutContactsBulkDataContactsItemTags(TypedDict, total=False):
    add: ListOf[PutContactsBulkDataContactsItemTagsAddItem | Untyped]
    remove: ListOf[PutContactsBulkDataContactsItemTagsRemoveItem | Untyped]

class PutContactsBulkDataContactsItemTagsAddItem(TypedDict, total=False):
    id: Required[str | int]

class PutContactsBulkDataContactsItemTagsRemoveItem(TypedDict, total=False):
    id: Required[str | int]

class PutContactsBulkDataJob(TypedDict, total=False):
    id: str | int

class PostContactsBulk(WithIntercomVersion, total=False):
    data: PostContactsBulkData | Untyped

class PostContactsBulkData(TypedDict, total=False):
    contacts: Required[ListOf[PostContactsBulkDataContactsItem | Untyped]]
    job: PostContactsBulkDataJob | Untyped

class PostContactsBulkDataContactsItem(TypedDict, total=False):
    external_id: str | int
    email: str
    name: str
    role: str
    phone: str
    avatar: str
    language_override: str
    custom_attributes: dict[str, Any]
    signed_up_at: int
    last_seen_at: int
    owner_id: str | int
    unsubscribed_from_emails: bool
    companies: ListOf[PostContactsBulkDataContactsItemCompaniesItem | Untyped]
    tags: PostContactsBulkDataContactsItemTags | Untyped

class PostContactsBulkDataContactsItemCompaniesItem(TypedDict, total=False):
    company_id: Required[str | int]
    name: str

class PostContactsBulkDataContactsItemTags(TypedDict, total=False):
    add: ListOf[PostContactsBulkDataContactsItemTagsAddItem | Untyped]

class PostContactsBulkDataContactsItemTagsAddItem(TypedDict, total=False):
    id: Required[str | int]

class PostContactsBulkDataJob(TypedDict, total=False):
    id: str | int

class PostContactsBulkDelete(WithIntercomVersion, total=False):
    data: PostContactsBulkDeleteData | Untyped

class PostContactsBulkDeleteData(TypedDict, total=False):
    contacts: Required[ListOf[PostContactsBulkDeleteDataContactsItem | Untyped]]
    job: PostContactsBulkDeleteDataJob | Untyped

class PostContactsBulkDeleteDataContactsItem(TypedDict, total=False):
    id: Required[str | int]

class PostContactsBulkDeleteDataJob(TypedDict, total=False):
    id: str | int

class GetContactsBulkById(WithIntercomVersion, total=False):
    id: Required[str | int]

class PostContactsByContactIdSubscriptions(WithIntercomVersion, total=False):
    contact_id: Required[str | int]
    data: Required[PostContactsByContactIdSubscriptionsData | Untyped]

class PostContactsByContactIdSubscriptionsData(TypedDict, total=False):
    id: Required[str | int]
    consent_type: Required[str]

class DeleteContactsByContactIdSubscriptionsById(WithIntercomVersion, total=False):
    contact_id: Required[str | int]
    id: Required[str | int]

class PostContactsByContactIdTags(WithIntercomVersion, total=False):
    contact_id: Required[str | int]
    data: Required[PostContactsByContactIdTagsData | Untyped]

class PostContactsByContactIdTagsData(TypedDict, total=False):
    id: Required[str | int]

class DeleteContactsByContactIdTagsById(WithIntercomVersion, total=False):
    contact_id: Required[str | int]
    id: Required[str | int]

class PostConversationsByConversationIdTags(WithIntercomVersion, total=False):
    conversation_id: Required[str | int]
    data: Required[PostConversationsByConversationIdTagsData | Untyped]

class PostConversationsByConversationIdTagsData(TypedDict, total=False):
    id: Required[str | int]
    admin_id: Required[str | int]

class DeleteConversationsByConversationIdTagsById(WithIntercomVersion, total=False):
    conversation_id: Required[str | int]
    id: Required[str | int]
    data: Required[DeleteConversationsByConversationIdTagsByIdData | Untyped]

class DeleteConversationsByConversationIdTagsByIdData(TypedDict, total=False):
    admin_id: Required[str | int]

class PostTags(WithIntercomVersion, total=False):
    data: Required[PostTagsData | Untyped]

class PostTagsData(TypedDict, total=False):
    name: Required[str]
    id: str | int
    companies: ListOf[PostTagsDataCompaniesItem | Untyped]
    users: ListOf[PostTagsDataUsersItem | Untyped]

class PostTagsDataCompaniesItem(TypedDict, total=False):
    id: str | int
    company_id: str | int
    untag: bool

class PostTagsDataUsersItem(TypedDict, total=False):
    id: str | int

class GetTagsById(WithIntercomVersion, total=False):
    id: Required[str | int]

class DeleteTagsById(WithIntercomVersion, total=False):
    id: Required[str | int]

class PostTicketsByTicketIdTags(WithIntercomVersion, total=False):
    ticket_id: Required[str | int]
    data: Required[PostTicketsByTicketIdTagsData | Untyped]

class PostTicketsByTicketIdTagsData(TypedDict, total=False):
    id: Required[str | int]
    admin_id: Required[str | int]

class DeleteTicketsByTicketIdTagsById(WithIntercomVersion, total=False):
    ticket_id: Required[str | int]
    id: Required[str | int]
    data: Required[DeleteTicketsByTicketIdTagsByIdData | Untyped]

class DeleteTicketsByTicketIdTagsByIdData(TypedDict, total=False):
    admin_id: Required[str | int]

class GetContentSnippets(WithIntercomVersion, total=False):
    page: int | str
    per_page: int | str

class PostContentSnippets(WithIntercomVersion, total=False):
    data: Required[PostContentSnippetsData | Untyped]

class PostContentSnippetsData(TypedDict, total=False):
    title: Required[str]
    json_blocks: ListOf[dict[str, Any]]
    body_markdown: str
    locale: str
    audience_ids: ListOf[int | str] | None
    ai_chatbot_availability: bool
    ai_copilot_availability: bool
    ai_sales_agent_availability: bool

class GetContentSnippetsById(WithIntercomVersion, total=False):
    id: Required[str | int]

class PutContentSnippetsById(WithIntercomVersion, total=False):
    id: Required[str | int]
    data: Required[PutContentSnippetsByIdData | Untyped]

class PutContentSnippetsByIdData(TypedDict, total=False):
    title: str
    json_blocks: ListOf[dict[str, Any]]
    body_markdown: str
    locale: str
    audience_ids: ListOf[int | str] | None
    ai_chatbot_availability: bool
    ai_copilot_availability: bool
    ai_sales_agent_availability: bool

class DeleteContentSnippetsById(WithIntercomVersion, total=False):
    id: Required[str | int]

class PostContentSnippetsByContentSnippetIdTags(WithIntercomVersion, total=False):
    content_snippet_id: Required[str | int]
    data: PostContentSnippetsByContentSnippetIdTagsData | Untyped

class PostContentSnippetsByContentSnippetIdTagsData(TypedDict, total=False):
    id: Required[str | int]
    admin_id: str | int | None

class DeleteContentSnippetsByContentSnippetIdTagsById(WithIntercomVersion, total=False):
    content_snippet_id: Required[str | int]
    id: Required[str | int]

class GetConversations(WithIntercomVersion, total=False):
    per_page: int | str
    starting_after: str | int

class PostConversations(WithIntercomVersion, total=False):
    data: Required[PostConversationsData | Untyped]

PostConversationsData = TypedDict("PostConversationsData", {
    "from": Required[PostConversationsDataFrom | Untyped],
    "body": Required[str],
    "subject": str,
    "attachment_urls": ListOf[str],
    "created_at": int,
    "brand_id": str | int,
    "message_type": str,
}, total=False)

class PostConversationsDataFrom(TypedDict, total=False):
    type: Required[Literal["lead", "user", "contact"]]
    id: Required[str | int]

class GetConversationsById(WithIntercomVersion, total=False):
    id: Required[int | str]
    display_as: str | int
    include_translations: bool | str

class PutConversationsById(WithIntercomVersion, total=False):
    id: Required[int | str]
    display_as: str | int
    data: Required[PutConversationsByIdData | Untyped]

class PutConversationsByIdData(TypedDict, total=False):
    read: bool
    title: str
    custom_attributes: Mapping[str, str | float | bool | ListOf[Any] | dict[str, Any] | None]
    company_id: str | int

class DeleteConversationsById(WithIntercomVersion, total=False):
    id: Required[int | str]
    retain_metrics: bool | str

class PostConversationsSearch(WithIntercomVersion, total=False):
    include_monitors: bool | str
    include_scorecards: bool | str
    data: Required[ConversationsSearch | Untyped]

class ConversationsSearchQuery(TypedDict, total=False):
    operator: Required[Literal["AND", "OR"]]
    value: Required[ListOf[ConversationsFilter | ConversationsSearchQueryValueItem | Untyped]]

class ConversationsSearchQueryValueItem(TypedDict, total=False):
    operator: Required[Literal["AND", "OR"]]
    value: Required[ListOf[ConversationsFilter | Untyped]]

class PostConversationsByIdReply(WithIntercomVersion, total=False):
    id: Required[str | int]
    data: Required[PostConversationsByIdReplyData | Untyped]

class PostConversationsByIdReplyData(TypedDict, total=False):
    intercom_user_id: str | int
    attachment_files: ListOf[ConversationAttachmentFiles | Untyped]
    message_type: Required[Literal["comment", "quick_reply", "note"]]
    type: Required[Literal["user", "admin"]]
    body: str
    created_at: int
    attachment_urls: ListOf[str]
    reply_options: ListOf[PostConversationsByIdReplyDataReplyOptionsItem | Untyped]
    email: str
    user_id: str | int
    admin_id: str | int
    skip_notifications: bool

class PostConversationsByIdReplyDataReplyOptionsItem(TypedDict, total=False):
    text: Required[str]
    uuid: Required[str]

class PostConversationsByIdParts(WithIntercomVersion, total=False):
    id: Required[str | int]
    data: Required[PostConversationsByIdPartsData | Untyped]

class PostConversationsByIdPartsData(TypedDict, total=False):
    message_type: Required[Literal["close", "snoozed", "open", "assignment"]]
    type: Literal["admin", "team"]
    admin_id: Required[str | int]
    body: str
    snoozed_until: int
    assignee_id: str | int

class PutConversationsByConversationIdConversationPartsById(WithIntercomVersion, total=False):
    conversation_id: Required[str | int]
    id: Required[str | int]
    data: PutConversationsByConversationIdConversationPartsByIdData | Untyped

class PutConversationsByConversationIdConversationPartsByIdData(TypedDict, total=False):
    send_state: str
    info_message: str
    seen: bool
    admin_id: str | int
    experimental: Required[bool]
    secret: Required[str]

class PostConversationsByIdCustomers(WithIntercomVersion, total=False):
    id: Required[str | int]
    data: Required[PostConversationsByIdCustomersData | Untyped]

class PostConversationsByIdCustomersData(TypedDict, total=False):
    admin_id: str | int
    customer: PostConversationsByIdCustomersDataCustomer | Untyped

class PostConversationsByIdCustomersDataCustomer(TypedDict, total=False):
    intercom_user_id: str | int
    user_id: str | int
    email: str
    customer: dict[str, Any] | None

class DeleteConversationsByConversationIdCustomersByContactId(WithIntercomVersion, total=False):
    conversation_id: Required[str | int]
    contact_id: Required[str | int]
    data: Required[DeleteConversationsByConversationIdCustomersByContactIdData | Untyped]

class DeleteConversationsByConversationIdCustomersByContactIdData(TypedDict, total=False):
    admin_id: Required[str | int]
    customer: DeleteConversationsByConversationIdCustomersByContactIdDataCustomer | Untyped

class DeleteConversationsByConversationIdCustomersByContactIdDataCustomer(TypedDict, total=False):
    intercom_user_id: str | int
    user_id: str | int
    email: str

class GetConversationsByIdHandlingEvents(WithIntercomVersion, total=False):
    id: Required[str | int]

class GetConversationsByIdSideConversations(WithIntercomVersion, total=False):
    id: Required[str | int]
    page: int | str
    per_page: int | str

class PostConversationsRedact(WithIntercomVersion, total=False):
    data: Required[PostConversationsRedactData | Untyped]

class PostConversationsRedactData(TypedDict, total=False):
    type: Required[Literal["conversation_part", "source"]]
    conversation_id: Required[str | int]
    conversation_part_id: str | int
    source_id: str | int

class PostConversationsByIdConvert(WithIntercomVersion, total=False):
    id: Required[int | str]
    data: Required[PostConversationsByIdConvertData | Untyped]

class PostConversationsByIdConvertData(TypedDict, total=False):
    ticket_type_id: Required[str | int]
    ticket_state_id: str | int
    attributes: Mapping[str, str | float | bool | ListOf[Any] | None]

class GetConversationsDeleted(WithIntercomVersion, total=False):
    page: int | str
    per_page: int | str
    order: str | int

class PostConversationsByIdMerge(WithIntercomVersion, total=False):
    id: Required[str | int]
    data: PostConversationsByIdMergeData | Untyped

class PostConversationsByIdMergeData(TypedDict, total=False):
    merge_into_conversation_id: Required[int | str]

class PostConversationsByIdRunAssignmentRules(WithIntercomVersion, total=False):
    id: Required[str | int]

class PostCustomChannelEventsNotifyNewConversation(WithIntercomVersion2, total=False):
    data: Required[CustomChannelBaseEvent | Untyped]

class PostCustomChannelEventsNotifyNewMessage(WithIntercomVersion2, total=False):
    data: Required[PostCustomChannelEventsNotifyNewMessageData | Untyped]

class PostCustomChannelEventsNotifyNewMessageData(TypedDict, total=False):
    event_id: Required[str | int]
    external_conversation_id: Required[str | int]
    contact: Required[CustomChannelContact | Untyped]
    body: Required[str]

class PostCustomChannelEventsNotifyQuickReplySelected(WithIntercomVersion2, total=False):
    data: Required[PostCustomChannelEventsNotifyQuickReplySelectedData | Untyped]

class PostCustomChannelEventsNotifyQuickReplySelectedData(TypedDict, total=False):
    event_id: Required[str | int]
    external_conversation_id: Required[str | int]
    contact: Required[CustomChannelContact | Untyped]
    quick_reply_option_id: Required[str | int]

class PostCustomChannelEventsNotifyAttributeCollected(WithIntercomVersion2, total=False):
    data: Required[PostCustomChannelEventsNotifyAttributeCollectedData | Untyped]

class PostCustomChannelEventsNotifyAttributeCollectedData(TypedDict, total=False):
    event_id: Required[str | int]
    external_conversation_id: Required[str | int]
    contact: Required[CustomChannelContact | Untyped]
    attribute: Required[PostCustomChannelEventsNotifyAttributeCollectedDataAttribute | Untyped]

class PostCustomChannelEventsNotifyAttributeCollectedDataAttribute(TypedDict, total=False):
    id: Required[str | int]
    value: Required[str]

class GetCustomObjectInstancesByCustomObjectTypeIdentifier(WithIntercomVersion, total=False):
    custom_object_type_identifier: Required[str | int]
    references_contact_id: str | int
    references_conversation_id: str | int
    external_id: str | int
    page: int | str
    per_page: int | str

class PostCustomObjectInstancesByCustomObjectTypeIdentifier(WithIntercomVersion, total=False):
    custom_object_type_identifier: Required[str | int]
    data: Required[PostCustomObjectInstancesByCustomObjectTypeIdentifierData | Untyped]

class PostCustomObjectInstancesByCustomObjectTypeIdentifierData(TypedDict, total=False):
    external_id: str | int
    external_created_at: int | None
    external_updated_at: int | None
    custom_attributes: Mapping[str, str | float | bool | ListOf[Any] | None] | None

class DeleteCustomObjectInstancesByCustomObjectTypeIdentifier(WithIntercomVersion, total=False):
    custom_object_type_identifier: Required[str | int]
    external_id: Required[str | int]

class GetCustomObjectInstancesByCustomObjectTypeIdentifierById(WithIntercomVersion, total=False):
    custom_object_type_identifier: Required[str | int]
    id: Required[str | int]

class DeleteCustomObjectInstancesByCustomObjectTypeIdentifierById(WithIntercomVersion, total=False):
    custom_object_type_identifier: Required[str | int]
    id: Required[str | int]

class GetDataAttributes(WithIntercomVersion, total=False):
    model: Literal["contact", "company"]
    include_archived: bool | str

class PostDataAttributes(WithIntercomVersion, total=False):
    data: Required[PostDataAttributesData | Untyped]

class PostDataAttributesData(TypedDict, total=False):
    name: Required[str]
    model: Required[Literal["contact", "company"]]
    description: str
    messenger_writable: bool
    data_type: Required[Literal["options", "string", "integer", "float", "boolean", "datetime", "date"]]
    options: ListOf[PostDataAttributesDataOptionsItem | Untyped]

class PostDataAttributesDataOptionsItem(TypedDict, total=False):
    value: str

class PutDataAttributesById(WithIntercomVersion, total=False):
    id: Required[int | str]
    data: Required[PutDataAttributesByIdData | Untyped]

class PutDataAttributesByIdData(TypedDict, total=False):
    archived: bool
    description: str
    messenger_writable: bool
    options: ListOf[PutDataAttributesByIdDataOptionsItem | str | Untyped]

class PutDataAttributesByIdDataOptionsItem(TypedDict, total=False):
    value: str

class GetDataConnectors(WithIntercomVersion, total=False):
    per_page: int | str
    starting_after: str | int

class PostDataConnectors(WithIntercomVersion, total=False):
    data: PostDataConnectorsData | Untyped

class PostDataConnectorsData(TypedDict, total=False):
    name: Required[str]
    description: str
    http_method: Literal["get", "post", "put", "delete", "patch"]
    url: str
    body: str
    direct_fin_usage: bool
    audiences: ListOf[Literal["leads", "users", "visitors"]]
    headers: ListOf[PostDataConnectorsDataHeadersItem | Untyped]
    data_inputs: ListOf[PostDataConnectorsDataDataInputsItem | Untyped]
    customer_authentication: bool
    bypass_authentication: bool
    validate_missing_attributes: bool
    mock_response: dict[str, Any]
    token_ids: ListOf[str | int]

class PostDataConnectorsDataHeadersItem(TypedDict, total=False):
    name: str
    value: str

class PostDataConnectorsDataDataInputsItem(TypedDict, total=False):
    name: str
    type: Literal["string", "integer", "decimal", "boolean"]
    description: str
    required: bool
    default_value: str

class GetDataConnectorsById(WithIntercomVersion, total=False):
    id: Required[str | int]
    state_version: Literal["draft", "live"]

class DeleteDataConnectorsById(WithIntercomVersion, total=False):
    id: Required[str | int]

class PatchDataConnectorsById(WithIntercomVersion, total=False):
    id: Required[str | int]
    data: PatchDataConnectorsByIdData | Untyped

class PatchDataConnectorsByIdData(TypedDict, total=False):
    name: str
    description: str
    state: Literal["draft", "live"]
    http_method: Literal["get", "post", "put", "delete", "patch"]
    url: str
    body: str
    direct_fin_usage: bool
    audiences: ListOf[Literal["leads", "users", "visitors"]]
    headers: ListOf[PatchDataConnectorsByIdDataHeadersItem | Untyped]
    data_inputs: ListOf[PatchDataConnectorsByIdDataDataInputsItem | Untyped]
    customer_authentication: bool
    bypass_authentication: bool
    validate_missing_attributes: bool
    mock_response: dict[str, Any]
    token_ids: ListOf[str | int]

class PatchDataConnectorsByIdDataHeadersItem(TypedDict, total=False):
    name: str
    value: str

class PatchDataConnectorsByIdDataDataInputsItem(TypedDict, total=False):
    name: str
    type: Literal["string", "integer", "decimal", "boolean"]
    description: str
    required: bool
    default_value: str

class GetDataConnectorsByDataConnectorIdExecutionResults(WithIntercomVersion, total=False):
    data_connector_id: Required[str | int]
    per_page: int | str
    starting_after: str | int
    success: Literal["true", "false"]
    error_type: Literal["request_configuration_error", "faraday_error", "3rd_party_error", "response_mapping_error", "token_refresh_error", "fin_action_response_formatting_error", "fin_action_identity_verification_error", "email_verification_error", "non_fin_standalone_action_identity_verification_error", "request_validation_error", "client_side_action_error"]
    start_ts: int | str
    end_ts: int | str
    include_bodies: Literal["true", "false"]

class GetDataConnectorsByDataConnectorIdExecutionResultsById(WithIntercomVersion, total=False):
    data_connector_id: Required[str | int]
    id: Required[str | int]

class GetEvents(WithIntercomVersion, total=False):
    filter: Required[GetEventsFilter | Untyped]
    type: Required[str | int]
    summary: bool | str
    per_page: int | str

class GetEventsFilter(TypedDict, total=False):
    user_id: str | int
    intercom_user_id: str | int
    email: str | int

class PostEvents(WithIntercomVersion, total=False):
    data: Required[PostEventsData | Untyped]

class PostEventsData(TypedDict, total=False):
    event_name: Required[str]
    created_at: Required[int]
    user_id: str | int
    id: str | int
    email: str
    metadata: Mapping[str, str | float | bool | dict[str, Any] | None]

class PostEventsSummaries(WithIntercomVersion, total=False):
    data: Required[PostEventsSummariesData | Untyped]

class PostEventsSummariesData(TypedDict, total=False):
    user_id: str | int
    event_summaries: PostEventsSummariesDataEventSummaries | Untyped

class PostEventsSummariesDataEventSummaries(TypedDict, total=False):
    event_name: str
    count: int
    first: int
    last: int

class PostExportContentData(WithIntercomVersion, total=False):
    data: Required[PostExportContentDataData | Untyped]

class PostExportContentDataData(TypedDict, total=False):
    created_at_after: Required[int]
    created_at_before: Required[int]

class GetExportContentDataByJobIdentifier(WithIntercomVersion, total=False):
    job_identifier: Required[str | int]

class PostExportCancelByJobIdentifier(WithIntercomVersion, total=False):
    job_identifier: Required[str | int]

class GetDownloadContentDataByJobIdentifier(WithIntercomVersion, total=False):
    job_identifier: Required[str | int]

class GetExportWorkflowsById(WithIntercomVersion, total=False):
    id: Required[str | int]

class GetJobsStatusById(WithIntercomVersion, total=False):
    id: Required[str | int]

class GetMacros(WithIntercomVersion, total=False):
    per_page: int | str
    starting_after: str | int
    updated_since: int | str

class GetMacrosById(WithIntercomVersion, total=False):
    id: Required[str | int]

class PostMessages(WithIntercomVersion, total=False):
    data: Required[PostMessagesData | Untyped]

PostMessagesData = TypedDict("PostMessagesData", {
    "message_type": Literal["in_app", "inapp", "conversation", "email", "sms", "whatsapp"],
    "subject": str,
    "body": str,
    "template": str,
    "from": Required[PostMessagesDataFrom | Untyped],
    "to": PostMessagesDataTo | ListOf[PostMessagesDataToItem | Untyped] | Untyped,
    "cc": PostMessagesDataCc | ListOf[PostMessagesDataCcItem | Untyped] | Untyped,
    "bcc": PostMessagesDataBcc | ListOf[PostMessagesDataBccItem | Untyped] | Untyped,
    "created_at": int,
    "create_conversation_without_contact_reply": bool,
    "components": ListOf[dict[str, Any]],
    "locale": str,
    "referer": str,
}, total=False)

class PostMessagesDataFrom(TypedDict, total=False):
    type: Required[Literal["admin", "user", "lead", "contact"]]
    id: Required[str | int]

class PostMessagesDataTo(TypedDict, total=False):
    type: Literal["user", "lead", "contact"]
    id: str | int
    user_id: str | int
    phone: str | int
    name: str

class PostMessagesDataToItem(TypedDict, total=False):
    type: Literal["user", "lead", "contact"]
    id: str | int
    user_id: str | int
    phone: str | int
    name: str

class PostMessagesDataCc(TypedDict, total=False):
    type: Required[Literal["user", "lead"]]
    id: Required[str | int]

class PostMessagesDataCcItem(TypedDict, total=False):
    type: Required[Literal["user", "lead"]]
    id: Required[str | int]

class PostMessagesDataBcc(TypedDict, total=False):
    type: Required[Literal["user", "lead"]]
    id: Required[str | int]

class PostMessagesDataBccItem(TypedDict, total=False):
    type: Required[Literal["user", "lead"]]
    id: Required[str | int]

class GetMessagesStatus(WithIntercomVersion, total=False):
    ruleset_id: Required[str | int]
    per_page: int | str
    starting_after: str | int

class GetMessagesWhatsappStatus(WithIntercomVersion, total=False):
    message_id: Required[str | int]

class GetTeamsByTeamIdMetrics(WithIntercomVersion, total=False):
    team_id: Required[str | int]
    idle_threshold: int | str

class GetTeamsById(WithIntercomVersion, total=False):
    id: Required[str | int]

class PutTeamsById(WithIntercomVersion, total=False):
    id: Required[str | int]
    data: PutTeamsByIdData | Untyped

class PutTeamsByIdData(TypedDict, total=False):
    admin_ids: Required[ListOf[int | str]]
    admin_priority_level: PutTeamsByIdDataAdminPriorityLevel | Untyped | None

class PutTeamsByIdDataAdminPriorityLevel(TypedDict, total=False):
    primary_admin_ids: ListOf[int | str] | None
    secondary_admin_ids: ListOf[int | str] | None

class GetNewsNewsItems(WithIntercomVersion, total=False):
    page: int | str
    per_page: int | str

class PostNewsNewsItems(WithIntercomVersion, total=False):
    data: Required[NewsItemRequest | Untyped]

class GetNewsNewsItemsById(WithIntercomVersion, total=False):
    id: Required[int | str]

class PutNewsNewsItemsById(WithIntercomVersion, total=False):
    id: Required[int | str]
    data: Required[NewsItemRequest | Untyped]

class DeleteNewsNewsItemsById(WithIntercomVersion, total=False):
    id: Required[int | str]

class GetNewsNewsfeedsByIdItems(WithIntercomVersion, total=False):
    id: Required[str | int]
    page: int | str
    per_page: int | str

class GetNewsNewsfeeds(WithIntercomVersion, total=False):
    page: int | str
    per_page: int | str

class GetNewsNewsfeedsById(WithIntercomVersion, total=False):
    id: Required[str | int]

class GetSegments(WithIntercomVersion, total=False):
    include_count: bool | str

class GetSegmentsById(WithIntercomVersion, total=False):
    id: Required[str | int]

class PostPhoneCallRedirects(WithIntercomVersion, total=False):
    data: Required[PostPhoneCallRedirectsData | Untyped]

class PostPhoneCallRedirectsData(TypedDict, total=False):
    phone: Required[str]
    custom_attributes: Mapping[str, str | float | bool | ListOf[Any] | dict[str, Any] | None]

class GetCalls(WithIntercomVersion, total=False):
    page: int | str
    per_page: int | str

class GetCallsById(WithIntercomVersion, total=False):
    id: Required[str | int]

class GetCallsByIdRecording(WithIntercomVersion, total=False):
    id: Required[str | int]

class GetCallsByIdTranscript(WithIntercomVersion, total=False):
    id: Required[str | int]

class PostCallsSearch(WithIntercomVersion, total=False):
    data: Required[PostCallsSearchData | Untyped]

class PostCallsSearchData(TypedDict, total=False):
    conversation_ids: Required[ListOf[str | int]]

class PostFinVoiceRegister(WithIntercomVersion, total=False):
    data: Required[PostFinVoiceRegisterData | Untyped]

class PostFinVoiceRegisterData(TypedDict, total=False):
    phone_number: Required[str]
    call_id: Required[str | int]
    source: Literal["five9", "zoom_phone", "aws_connect"]
    data: dict[str, Any] | None

class GetFinVoiceCollectById(WithIntercomVersion, total=False):
    id: Required[int | str]

class GetFinVoiceExternalIdByExternalId(WithIntercomVersion, total=False):
    external_id: Required[str | int]

class GetFinVoicePhoneNumberByPhoneNumber(WithIntercomVersion, total=False):
    phone_number: Required[str | int]

class GetFinVoiceConversationByConversationId(WithIntercomVersion, total=False):
    conversation_id: Required[str | int]

class PostTicketTypesByTicketTypeIdAttributes(WithIntercomVersion, total=False):
    ticket_type_id: Required[str | int]
    data: Required[PostTicketTypesByTicketTypeIdAttributesData | Untyped]

class PostTicketTypesByTicketTypeIdAttributesData(TypedDict, total=False):
    name: Required[str]
    description: Required[str]
    data_type: Required[Literal["string", "list", "integer", "decimal", "boolean", "datetime", "files"]]
    required_to_create: bool
    required_to_create_for_contacts: bool
    visible_on_create: bool
    visible_to_contacts: bool
    multiline: bool
    list_items: str
    allow_multiple_values: bool

class PutTicketTypesByTicketTypeIdAttributesById(WithIntercomVersion, total=False):
    ticket_type_id: Required[str | int]
    id: Required[str | int]
    data: Required[PutTicketTypesByTicketTypeIdAttributesByIdData | Untyped]

class PutTicketTypesByTicketTypeIdAttributesByIdData(TypedDict, total=False):
    name: str
    description: str
    required_to_create: bool
    required_to_create_for_contacts: bool
    visible_on_create: bool
    visible_to_contacts: bool
    multiline: bool
    list_items: str
    allow_multiple_values: bool
    archived: bool

class PostTicketTypes(WithIntercomVersion, total=False):
    data: Required[PostTicketTypesData | Untyped]

class PostTicketTypesData(TypedDict, total=False):
    name: Required[str]
    description: str
    category: Literal["Customer", "Back-office", "Tracker"]
    icon: str
    is_internal: bool

class GetTicketTypesById(WithIntercomVersion, total=False):
    id: Required[str | int]

class PutTicketTypesById(WithIntercomVersion, total=False):
    id: Required[str | int]
    data: Required[PutTicketTypesByIdData | Untyped]

class PutTicketTypesByIdData(TypedDict, total=False):
    name: str
    description: str
    category: Literal["Customer", "Back-office", "Tracker"]
    icon: str
    archived: bool
    is_internal: bool

class PostTicketsByIdReply(WithIntercomVersion, total=False):
    id: Required[str | int]
    data: Required[PostTicketsByIdReplyData | Untyped]

class PostTicketsByIdReplyData(TypedDict, total=False):
    skip_notifications: bool
    intercom_user_id: str | int
    message_type: Required[Literal["comment", "quick_reply", "note"]]
    type: Required[Literal["user", "admin"]]
    body: str
    created_at: int
    attachment_urls: ListOf[str]
    reply_options: ListOf[PostTicketsByIdReplyDataReplyOptionsItem | Untyped]
    user_id: str | int
    email: str
    admin_id: str | int
    attachment_files: ListOf[ConversationAttachmentFiles | Untyped]
    cross_post: bool

class PostTicketsByIdReplyDataReplyOptionsItem(TypedDict, total=False):
    text: Required[str]
    uuid: Required[str]

class PostTickets(WithIntercomVersion, total=False):
    data: Required[PostTicketsData | Untyped]

class PostTicketsData(TypedDict, total=False):
    skip_notifications: bool
    ticket_type_id: Required[str | int]
    contacts: Required[ListOf[PostTicketsDataContactsItem | Untyped]]
    conversation_to_link_id: str | int
    company_id: str | int
    created_at: int
    ticket_attributes: Mapping[str, str | float | bool | ListOf[Any] | None]
    assignment: PostTicketsDataAssignment | Untyped

class PostTicketsDataContactsItem(TypedDict, total=False):
    id: str | int
    external_id: str | int
    email: str

class PostTicketsDataAssignment(TypedDict, total=False):
    admin_assignee_id: str | int
    team_assignee_id: str | int

class PostTicketsEnqueue(WithIntercomVersion, total=False):
    data: Required[PostTicketsEnqueueData | Untyped]

class PostTicketsEnqueueData(TypedDict, total=False):
    skip_notifications: bool
    ticket_type_id: Required[str | int]
    contacts: Required[ListOf[PostTicketsEnqueueDataContactsItem | Untyped]]
    conversation_to_link_id: str | int
    company_id: str | int
    created_at: int
    ticket_attributes: Mapping[str, str | float | bool | ListOf[Any] | None]
    assignment: PostTicketsEnqueueDataAssignment | Untyped

class PostTicketsEnqueueDataContactsItem(TypedDict, total=False):
    id: str | int
    external_id: str | int
    email: str

class PostTicketsEnqueueDataAssignment(TypedDict, total=False):
    admin_assignee_id: str | int
    team_assignee_id: str | int

class GetTicketsById(WithIntercomVersion, total=False):
    id: Required[str | int]

class PutTicketsById(WithIntercomVersion, total=False):
    id: Required[str | int]
    data: Required[PutTicketsByIdData | Untyped]

class PutTicketsByIdData(TypedDict, total=False):
    ticket_attributes: dict[str, Any]
    ticket_state_id: str | int
    company_id: str | int
    open: bool
    is_shared: bool
    snoozed_until: int
    admin_id: int | str
    assignee_id: str | int
    skip_notifications: bool

class DeleteTicketsById(WithIntercomVersion, total=False):
    id: Required[str | int]

class PostTicketsByTicketIdChangeType(WithIntercomVersion, total=False):
    ticket_id: Required[str | int]
    data: PostTicketsByTicketIdChangeTypeData | Untyped

class PostTicketsByTicketIdChangeTypeData(TypedDict, total=False):
    ticket_type_id: Required[str | int]
    ticket_state_id: Required[str | int]
    ticket_attributes: dict[str, Any]

class PostTicketsSearch(WithIntercomVersion, total=False):
    data: Required[TicketsSearch | Untyped]

class TicketsSearchQuery(TypedDict, total=False):
    operator: Required[Literal["AND", "OR"]]
    value: Required[ListOf[TicketsFilter | TicketsSearchQueryValueItem | Untyped]]

class TicketsSearchQueryValueItem(TypedDict, total=False):
    operator: Required[Literal["AND", "OR"]]
    value: Required[ListOf[TicketsFilter | Untyped]]

class PostTicketsByTicketIdLinkedConversations(WithIntercomVersion, total=False):
    ticket_id: Required[str | int]
    data: PostTicketsByTicketIdLinkedConversationsData | Untyped

class PostTicketsByTicketIdLinkedConversationsData(TypedDict, total=False):
    conversation_id: Required[str | int]

class DeleteTicketsByTicketIdLinkedConversationsById(WithIntercomVersion, total=False):
    ticket_id: Required[str | int]
    id: Required[str | int]

class GetVisitors(WithIntercomVersion, total=False):
    user_id: Required[str | int]

class PutVisitors(WithIntercomVersion, total=False):
    data: Required[PutVisitorsData | Untyped]

class PutVisitorsData(TypedDict, total=False):
    id: str | int
    user_id: str | int
    name: str
    custom_attributes: Mapping[str, str | float | bool | None]

class PostVisitorsConvert(WithIntercomVersion, total=False):
    data: Required[PostVisitorsConvertData | Untyped]

class PostVisitorsConvertData(TypedDict, total=False):
    type: Required[str]
    user: Required[PostVisitorsConvertDataUser | Untyped]
    visitor: Required[PostVisitorsConvertDataVisitor | Untyped]

class PostVisitorsConvertDataUser(TypedDict, total=False):
    id: str | int
    user_id: str | int
    email: str

class PostVisitorsConvertDataVisitor(TypedDict, total=False):
    id: str | int
    user_id: str | int
    email: str

class GetBrandsById(WithIntercomVersion, total=False):
    id: Required[str | int]

class GetEmailsById(WithIntercomVersion, total=False):
    id: Required[str | int]

class GetAudiences(WithIntercomVersion, total=False):
    page: int | str
    per_page: int | str

class PostAudiences(WithIntercomVersion, total=False):
    data: Required[PostAudiencesData | Untyped]

class PostAudiencesData(TypedDict, total=False):
    name: Required[str]
    predicates: ListOf[Predicate | Untyped]
    role_predicates: ListOf[Predicate | Untyped]

class GetAudiencesById(WithIntercomVersion, total=False):
    id: Required[str | int]

class PutAudiencesById(WithIntercomVersion, total=False):
    id: Required[str | int]
    data: PutAudiencesByIdData | Untyped

class PutAudiencesByIdData(TypedDict, total=False):
    name: str
    predicates: ListOf[Predicate | Untyped]
    role_predicates: ListOf[Predicate | Untyped]

class DeleteAudiencesById(WithIntercomVersion, total=False):
    id: Required[str | int]

class PostOfficeHoursSchedules(WithIntercomVersion, total=False):
    data: Required[PostOfficeHoursSchedulesData | Untyped]

class PostOfficeHoursSchedulesData(TypedDict, total=False):
    name: Required[str]
    time_zone_name: Required[str]
    time_intervals: Required[ListOf[OfficeHoursTimeInterval | Untyped]]

class GetOfficeHoursSchedulesById(WithIntercomVersion, total=False):
    id: Required[str | int]

class PutOfficeHoursSchedulesById(WithIntercomVersion, total=False):
    id: Required[str | int]
    data: PutOfficeHoursSchedulesByIdData | Untyped

class PutOfficeHoursSchedulesByIdData(TypedDict, total=False):
    name: str
    time_zone_name: str
    time_intervals: ListOf[OfficeHoursTimeInterval | Untyped]

class DeleteOfficeHoursSchedulesById(WithIntercomVersion, total=False):
    id: Required[str | int]

class GetOfficeHoursSchedulesByScheduleIdExceptions(WithIntercomVersion, total=False):
    office_hours_schedule_id: Required[str | int]

class PostOfficeHoursSchedulesByScheduleIdExceptions(WithIntercomVersion, total=False):
    office_hours_schedule_id: Required[str | int]
    data: Required[PostOfficeHoursSchedulesByScheduleIdExceptionsData | Untyped]

class PostOfficeHoursSchedulesByScheduleIdExceptionsData(TypedDict, total=False):
    exception_date: Required[str]
    exception_type: Required[Literal["closed", "custom_hours"]]
    name: str
    time_intervals: ListOf[OfficeHoursTimeInterval | Untyped] | None
    recurring_annually: bool

class GetOfficeHoursSchedulesByScheduleIdExceptionsById(WithIntercomVersion, total=False):
    office_hours_schedule_id: Required[str | int]
    id: Required[str | int]

class PutOfficeHoursSchedulesByScheduleIdExceptionsById(WithIntercomVersion, total=False):
    office_hours_schedule_id: Required[str | int]
    id: Required[str | int]
    data: PutOfficeHoursSchedulesByScheduleIdExceptionsByIdData | Untyped

class PutOfficeHoursSchedulesByScheduleIdExceptionsByIdData(TypedDict, total=False):
    exception_date: str
    exception_type: Literal["closed", "custom_hours"]
    name: str
    time_intervals: ListOf[OfficeHoursTimeInterval | Untyped] | None
    recurring_annually: bool

class DeleteOfficeHoursSchedulesByScheduleIdExceptionsById(WithIntercomVersion, total=False):
    office_hours_schedule_id: Required[str | int]
    id: Required[str | int]

class GetContactsByIdBanners(WithIntercomVersion, total=False):
    id: Required[str | int]

class PostContactsByIdBannersByViewIdDismiss(WithIntercomVersion, total=False):
    id: Required[str | int]
    view_id: Required[str | int]

class PostContentBulkActions(WithIntercomVersion, total=False):
    data: Required[PostContentBulkActionsData | Untyped]

class PostContentBulkActionsData(TypedDict, total=False):
    action: Required[Literal["publish", "unpublish", "delete", "set_availability", "set_audience", "update_tags"]]
    content_ids: Required[ListOf[PostContentBulkActionsDataContentIdsItem | Untyped]]
    availability: PostContentBulkActionsDataAvailability | Untyped
    audience: PostContentBulkActionsDataAudience | Untyped
    tags: PostContentBulkActionsDataTags | Untyped

class PostContentBulkActionsDataContentIdsItem(TypedDict, total=False):
    type: Required[Literal["article", "article_content", "content_snippet", "external_content", "file_source_content", "internal_article"]]
    id: Required[str | int]

class PostContentBulkActionsDataAvailability(TypedDict, total=False):
    ai_agent: bool
    copilot: bool
    sales_agent: bool

class PostContentBulkActionsDataAudience(TypedDict, total=False):
    add_segment_ids: ListOf[int | str]
    remove_segment_ids: ListOf[int | str]
    remove_all: bool

class PostContentBulkActionsDataTags(TypedDict, total=False):
    add_tag_ids: ListOf[int | str]
    remove_tag_ids: ListOf[int | str]

class GetContentSearch(WithIntercomVersion, total=False):
    query: str | int
    page: int | str
    per_page: int | str
    states: ListOf[Literal["published", "draft"]]
    locales: ListOf[str | int]
    tag_ids: ListOf[int | str]
    tag_operator: Literal["IN", "NIN"]
    any_tag_ids: ListOf[int | str]
    folder_ids: ListOf[int | str]
    folder_entity_type: Literal["folder"]
    content_types: ListOf[Literal["snippet", "external_content", "file_source_content", "internal_article", "article"]]
    copilot_state: Literal["on", "off"]
    fin_service_state: Literal["on", "off"]
    fin_sales_state: Literal["on", "off"]
    created_by_ids: ListOf[int | str]
    last_updated_by_ids: ListOf[int | str]
    created_at_after: int | str
    created_at_before: int | str
    updated_at_after: int | str
    updated_at_before: int | str

class GetConversationsAttributes(WithIntercomVersion, total=False):
    include_archived: bool | str

class PostConversationsAttributes(WithIntercomVersion, total=False):
    data: Required[PostConversationsAttributesData | Untyped]

class PostConversationsAttributesData(TypedDict, total=False):
    name: Required[str]
    description: str
    data_type: Required[Literal["string", "integer", "list", "decimal", "boolean", "datetime", "relationship", "files"]]
    required: bool
    visible_to_team_ids: ListOf[str | int]
    multiline: bool
    options: ListOf[CreateConversationAttributeOptionRequest | Untyped]
    reference: PostConversationsAttributesDataReference | Untyped

class PostConversationsAttributesDataReference(TypedDict, total=False):
    type: Required[Literal["one", "many"]]
    object_type_id: str | int

class GetConversationsAttributesById(WithIntercomVersion, total=False):
    id: Required[int | str]

class PutConversationsAttributesById(WithIntercomVersion, total=False):
    id: Required[int | str]
    data: Required[PutConversationsAttributesByIdData | Untyped]

class PutConversationsAttributesByIdData(TypedDict, total=False):
    name: str
    description: str
    multiline: bool
    required: bool
    visible_to_team_ids: ListOf[str | int]
    reference: PutConversationsAttributesByIdDataReference | Untyped

class PutConversationsAttributesByIdDataReference(TypedDict, total=False):
    type: Required[Literal["one", "many"]]
    object_type_id: str | int

class DeleteConversationsAttributesById(WithIntercomVersion, total=False):
    id: Required[int | str]

class PostConversationsAttributesByIdOptions(WithIntercomVersion, total=False):
    id: Required[int | str]
    data: Required[CreateConversationAttributeOptionRequest | Untyped]

class PutConversationsAttributesByIdOptionsByOptionId(WithIntercomVersion, total=False):
    id: Required[int | str]
    option_id: Required[str | int]
    data: Required[PutConversationsAttributesByIdOptionsByOptionIdData | Untyped]

class PutConversationsAttributesByIdOptionsByOptionIdData(TypedDict, total=False):
    label: Required[str]

class DeleteConversationsAttributesByIdOptionsByOptionId(WithIntercomVersion, total=False):
    id: Required[int | str]
    option_id: Required[str | int]

class PostEcommerceConnectorsByIdCatalog(WithIntercomVersion, total=False):
    id: Required[str | int]
    data: PostEcommerceConnectorsByIdCatalogData | Untyped

class PostEcommerceConnectorsByIdCatalogData(TypedDict, total=False):
    catalog: str | PostEcommerceConnectorsByIdCatalogDataCatalog | Untyped
    finalize: Literal["true", "false"]
    import_job_id: str | int
    part_number: int

class PostEcommerceConnectorsByIdCatalogDataCatalog(TypedDict, total=False):
    filename: Required[str]
    content: str
    content_base64: str
    content_type: str

class PostSecureModeSecrets(WithIntercomVersion, total=False):
    data: PostSecureModeSecretsData | Untyped

class PostSecureModeSecretsData(TypedDict, total=False):
    name: Required[str]
    supports_android: bool
    supports_ios: bool
    supports_web: bool

class DeleteSecureModeSecretsById(WithIntercomVersion, total=False):
    id: Required[str | int]

class PostProceduresByConversationIdCollectAgentInput(WithIntercomVersion, total=False):
    conversation_id: Required[str | int]
    data: Required[PostProceduresByConversationIdCollectAgentInputData | Untyped]

class PostProceduresByConversationIdCollectAgentInputData(TypedDict, total=False):
    step_id: Required[str | int]
    attribute_values: Required[ListOf[PostProceduresByConversationIdCollectAgentInputDataAttributeValuesItem | Untyped]]

class PostProceduresByConversationIdCollectAgentInputDataAttributeValuesItem(TypedDict, total=False):
    identifier: Required[str]
    value: Required[Any]

class PutIpAllowlist(WithIntercomVersion, total=False):
    data: PutIpAllowlistData | Untyped

class PutIpAllowlistData(TypedDict, total=False):
    type: str
    enabled: bool
    ip_allowlist: ListOf[str]

class Run(Protocol[_Any_co, _None_co, _Text_co, _Bytes_co]):
    """Run an action and return its result."""
    @overload
    def __call__(self, action: str, params: ParamsOf[ThisAction, OrAny] | None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co: ...
    @overload
    def __call__(self, action: Literal["get_me"], params: WithIntercomVersion | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Show which teammate and workspace the access token belongs to."""
    @overload
    def __call__(self, action: Literal["put_admins_by_id_away"], params: PutAdminsByIdAway, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Set a teammate (admin) to away in the Inbox, or back to active."""
    @overload
    def __call__(self, action: Literal["get_admins_activity_logs"], params: GetAdminsActivityLogs, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List what teammates did in the workspace during a time range (audit log)."""
    @overload
    def __call__(self, action: Literal["post_admins_activity_logs_search"], params: PostAdminsActivityLogsSearch, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Search the log of what teammates did, by time range and kind of event."""
    @overload
    def __call__(self, action: Literal["get_admins_activity_log_event_types"], params: WithIntercomVersion | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the kinds of events that the audit log of teammates records."""
    @overload
    def __call__(self, action: Literal["get_admins"], params: GetAdmins | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List every teammate (admin, support agent) of the workspace."""
    @overload
    def __call__(self, action: Literal["get_admins_by_id"], params: GetAdminsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get one teammate (admin) by id."""
    @overload
    def __call__(self, action: Literal["get_ai_content_import_sources"], params: GetAiContentImportSources | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the outside sources whose pages Fin, the AI agent, answers from."""
    @overload
    def __call__(self, action: Literal["post_ai_content_import_sources"], params: PostAiContentImportSources, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Create a source that holds pages from outside Intercom for Fin, the AI agent."""
    @overload
    def __call__(self, action: Literal["get_ai_content_import_sources_by_id"], params: GetAiContentImportSourcesById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get one AI content source, with its status and how it is synced."""
    @overload
    def __call__(self, action: Literal["put_ai_content_import_sources_by_id"], params: PutAiContentImportSourcesById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Change an AI content source's status, address (URL) or audiences."""
    @overload
    def __call__(self, action: Literal["delete_ai_content_import_sources_by_id"], params: DeleteAiContentImportSourcesById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _None_co:
        """Delete a source of Fin's outside pages together with all its pages."""
    @overload
    def __call__(self, action: Literal["get_ai_external_pages"], params: GetAiExternalPages | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the pages imported from elsewhere that Intercom's AI can use."""
    @overload
    def __call__(self, action: Literal["post_ai_external_pages"], params: PostAiExternalPages, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Add an outside page to Fin's knowledge, or overwrite it by source and external id."""
    @overload
    def __call__(self, action: Literal["get_ai_external_pages_by_id"], params: GetAiExternalPagesById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get one page from outside Intercom that Fin, the AI agent, may use."""
    @overload
    def __call__(self, action: Literal["put_ai_external_pages_by_id"], params: PutAiExternalPagesById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Update a page imported for Fin, the AI agent, by its Intercom id."""
    @overload
    def __call__(self, action: Literal["delete_ai_external_pages_by_id"], params: DeleteAiExternalPagesById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Delete one outside page, so that Fin, the AI agent, no longer answers from it."""
    @overload
    def __call__(self, action: Literal["get_articles"], params: GetArticles | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List all public Help Center articles, most recently changed first."""
    @overload
    def __call__(self, action: Literal["post_articles"], params: PostArticles, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Write a new public Help Center article, as a draft or published."""
    @overload
    def __call__(self, action: Literal["get_articles_by_id"], params: GetArticlesById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get one public Help Center article with its full text and translations."""
    @overload
    def __call__(self, action: Literal["put_articles_by_id"], params: PutArticlesById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Edit, move, publish or unpublish a public Help Center article."""
    @overload
    def __call__(self, action: Literal["delete_articles_by_id"], params: DeleteArticlesById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Delete a public Help Center article."""
    @overload
    def __call__(self, action: Literal["get_articles_search"], params: GetArticlesSearch | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Search public Help Center articles (FAQ) by phrase, state or Help Center."""
    @overload
    def __call__(self, action: Literal["get_articles_by_id_draft"], params: GetArticlesByIdDraft, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Read the changes to a published article that are not live yet (its draft)."""
    @overload
    def __call__(self, action: Literal["put_articles_by_id_draft"], params: PutArticlesByIdDraft, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Stage new text for a published article as a draft; the live one stays."""
    @overload
    def __call__(self, action: Literal["post_articles_by_id_draft_publish"], params: PostArticlesByIdDraftPublish, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Publish the staged draft of an article over its live text."""
    @overload
    def __call__(self, action: Literal["get_articles_by_article_id_versions"], params: GetArticlesByArticleIdVersions, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the earlier and current versions of an article, newest first."""
    @overload
    def __call__(self, action: Literal["get_articles_by_article_id_versions_by_id"], params: GetArticlesByArticleIdVersionsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Read one past version of an article with its full text."""
    @overload
    def __call__(self, action: Literal["post_articles_by_article_id_tags"], params: PostArticlesByArticleIdTags, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Tag a public Help Center article with an existing tag."""
    @overload
    def __call__(self, action: Literal["delete_articles_by_article_id_tags_by_id"], params: DeleteArticlesByArticleIdTagsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Remove a tag from a public Help Center article; the tag itself stays."""
    @overload
    def __call__(self, action: Literal["get_away_status_reasons"], params: WithIntercomVersion | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the reasons a teammate can give for being away."""
    @overload
    def __call__(self, action: Literal["post_export_reporting_data_enqueue"], params: PostExportReportingDataEnqueue, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Start an export job of reporting metrics from one dataset."""
    @overload
    def __call__(self, action: Literal["get_export_reporting_data_by_job_identifier"], params: GetExportReportingDataByJobIdentifier, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Check whether an export of reporting data (metrics) has finished."""
    @overload
    def __call__(self, action: Literal["get_export_reporting_data_get_datasets"], params: WithIntercomVersion | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the datasets and attributes that a reporting export can contain."""
    @overload
    def __call__(self, action: Literal["get_download_reporting_data_by_job_identifier"], params: GetDownloadReportingDataByJobIdentifier, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Bytes_co:
        """Download the file of a finished reporting metrics export."""
    @overload
    def __call__(self, action: Literal["post_fin_start"], params: PostFinStart, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Hand a conversation from your own system to the Fin AI agent with its first message."""
    @overload
    def __call__(self, action: Literal["post_fin_reply"], params: PostFinReply, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Pass the user's next message to Fin, the AI agent, in a session already started."""
    @overload
    def __call__(self, action: Literal["post_fin_capabilities"], params: PostFinCapabilities, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List what Fin, the AI agent, can do for one user, and the procedures open to them."""
    @overload
    def __call__(self, action: Literal["post_fin_ask"], params: PostFinAsk, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Ask Fin, the AI agent, one single question; the answer comes later."""
    @overload
    def __call__(self, action: Literal["post_fin_procedures_by_procedure_id_run"], params: PostFinProceduresByProcedureIdRun, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Run one Fin procedure for a user, in a new conversation."""
    @overload
    def __call__(self, action: Literal["post_fin_escalate"], params: PostFinEscalate, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Hand a conversation with Fin, the AI agent, or a user over to a human teammate."""
    @overload
    def __call__(self, action: Literal["post_fin_csat"], params: PostFinCsat, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Pass on the rating (CSAT) a customer gave to a conversation with Fin, the AI agent."""
    @overload
    def __call__(self, action: Literal["get_help_center_collections"], params: GetHelpCenterCollections | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the collections (topics) that group articles on the Help Center site."""
    @overload
    def __call__(self, action: Literal["post_help_center_collections"], params: PostHelpCenterCollections, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Create a Help Center collection, at the top level or inside another one."""
    @overload
    def __call__(self, action: Literal["get_help_center_collections_by_id"], params: GetHelpCenterCollectionsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get one Help Center collection by id."""
    @overload
    def __call__(self, action: Literal["put_help_center_collections_by_id"], params: PutHelpCenterCollectionsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Rename, describe, translate or move a Help Center collection."""
    @overload
    def __call__(self, action: Literal["delete_help_center_collections_by_id"], params: DeleteHelpCenterCollectionsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Delete a Help Center collection."""
    @overload
    def __call__(self, action: Literal["get_help_center_help_centers_by_id"], params: GetHelpCenterHelpCentersById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get one Help Center site of the workspace by id."""
    @overload
    def __call__(self, action: Literal["get_help_center_help_centers"], params: GetHelpCenterHelpCenters | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the Help Center sites of the workspace."""
    @overload
    def __call__(self, action: Literal["get_help_center_help_centers_by_help_center_id_redirects"], params: GetHelpCenterHelpCentersByHelpCenterIdRedirects, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the URL redirects of a Help Center site, last changed first."""
    @overload
    def __call__(self, action: Literal["post_help_center_help_centers_by_help_center_id_redirects"], params: PostHelpCenterHelpCentersByHelpCenterIdRedirects, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Redirect an old Help Center address to an article or a collection."""
    @overload
    def __call__(self, action: Literal["get_help_center_help_centers_by_help_center_id_redirects_by_id"], params: GetHelpCenterHelpCentersByHelpCenterIdRedirectsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get one URL redirect of a Help Center, with the article or collection it leads to."""
    @overload
    def __call__(self, action: Literal["delete_help_center_redirects_by_help_center_id_by_id"], params: DeleteHelpCenterRedirectsByHelpCenterIdById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Delete a URL redirect of a Help Center site."""
    @overload
    def __call__(self, action: Literal["get_help_center_sections"], params: GetHelpCenterSections | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List Help Center sections, the level below collections in old API versions."""
    @overload
    def __call__(self, action: Literal["post_help_center_sections"], params: PostHelpCenterSections | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Create a section inside a Help Center collection (API 2.7 to 2.9)."""
    @overload
    def __call__(self, action: Literal["get_help_center_sections_by_id"], params: GetHelpCenterSectionsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get one Help Center section by id, in old API versions."""
    @overload
    def __call__(self, action: Literal["put_help_center_sections_by_id"], params: PutHelpCenterSectionsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Rename, translate or move a Help Center section (API 2.7 to 2.9)."""
    @overload
    def __call__(self, action: Literal["delete_help_center_sections_by_id"], params: DeleteHelpCenterSectionsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Delete a Help Center section, the level below a collection in old API versions."""
    @overload
    def __call__(self, action: Literal["get_internal_articles"], params: GetInternalArticles | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List all internal articles, the knowledge that only teammates see."""
    @overload
    def __call__(self, action: Literal["post_internal_articles"], params: PostInternalArticles, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Write a new internal article for teammates only."""
    @overload
    def __call__(self, action: Literal["get_internal_articles_by_id"], params: GetInternalArticlesById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get one internal article (for teammates only) with its text."""
    @overload
    def __call__(self, action: Literal["put_internal_articles_by_id"], params: PutInternalArticlesById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Edit an internal article: title, text, author, owner, folder or AI use."""
    @overload
    def __call__(self, action: Literal["delete_internal_articles_by_id"], params: DeleteInternalArticlesById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Delete an internal article from the teammates' knowledge."""
    @overload
    def __call__(self, action: Literal["get_internal_articles_search"], params: GetInternalArticlesSearch | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Find internal articles (for teammates only) in a folder and its subfolders."""
    @overload
    def __call__(self, action: Literal["post_internal_articles_by_internal_article_id_tags"], params: PostInternalArticlesByInternalArticleIdTags, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Tag an internal article with an existing tag."""
    @overload
    def __call__(self, action: Literal["delete_internal_articles_by_internal_article_id_tags_by_id"], params: DeleteInternalArticlesByInternalArticleIdTagsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Remove a tag from an internal article; the tag itself stays."""
    @overload
    def __call__(self, action: Literal["get_folders"], params: GetFolders | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the folders in which teammates keep knowledge content."""
    @overload
    def __call__(self, action: Literal["post_folders"], params: PostFolders | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Create a folder for knowledge content, at the top or inside another folder."""
    @overload
    def __call__(self, action: Literal["get_folders_by_id"], params: GetFoldersById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get one folder of knowledge content, with its parent and how much it holds."""
    @overload
    def __call__(self, action: Literal["put_folders_by_id"], params: PutFoldersById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Rename a content folder, describe it or move it into another folder."""
    @overload
    def __call__(self, action: Literal["delete_folders_by_id"], params: DeleteFoldersById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Delete an empty knowledge folder."""
    @overload
    def __call__(self, action: Literal["get_companies"], params: GetCompanies | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Look up a company by name or your own company_id, or list those of a tag or segment."""
    @overload
    def __call__(self, action: Literal["post_companies"], params: PostCompanies, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Create a company, or update it when its company_id already exists."""
    @overload
    def __call__(self, action: Literal["get_companies_by_id"], params: GetCompaniesById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get one company by its Intercom id."""
    @overload
    def __call__(self, action: Literal["put_companies_by_id"], params: PutCompaniesById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Update one company by its Intercom id."""
    @overload
    def __call__(self, action: Literal["delete_companies_by_id"], params: DeleteCompaniesById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Delete (archive) one company by its Intercom id; its contacts stay."""
    @overload
    def __call__(self, action: Literal["get_companies_by_id_contacts"], params: GetCompaniesByIdContacts, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the people (contacts) in one company."""
    @overload
    def __call__(self, action: Literal["get_companies_by_id_segments"], params: GetCompaniesByIdSegments, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the segments one company is part of."""
    @overload
    def __call__(self, action: Literal["post_companies_list"], params: PostCompaniesList | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List all companies page by page, last active first unless told otherwise."""
    @overload
    def __call__(self, action: Literal["get_companies_scroll"], params: GetCompaniesScroll | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Walk through every company of a large workspace in batches."""
    @overload
    def __call__(self, action: Literal["post_contacts_by_id_companies"], params: PostContactsByIdCompanies, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Link a contact to a company they work for or belong to."""
    @overload
    def __call__(self, action: Literal["delete_contacts_by_contact_id_companies_by_id"], params: DeleteContactsByContactIdCompaniesById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Unlink one contact from one company; both stay."""
    @overload
    def __call__(self, action: Literal["post_companies_search"], params: PostCompaniesSearch | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Search companies by name, tag, spend, date or custom attribute."""
    @overload
    def __call__(self, action: Literal["put_companies_bulk"], params: PutCompaniesBulk | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Update up to 100 companies in the background, by Intercom id."""
    @overload
    def __call__(self, action: Literal["post_companies_bulk"], params: PostCompaniesBulk | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Create or update up to 100 companies in the background, by your own company_id."""
    @overload
    def __call__(self, action: Literal["post_companies_bulk_delete"], params: PostCompaniesBulkDelete | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Delete (archive) up to 100 companies in the background, by Intercom id."""
    @overload
    def __call__(self, action: Literal["get_companies_bulk_by_id"], params: GetCompaniesBulkById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Check whether a bulk job on companies has finished."""
    @overload
    def __call__(self, action: Literal["get_companies_by_company_id_notes"], params: GetCompaniesByCompanyIdNotes, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the notes teammates left on a company."""
    @overload
    def __call__(self, action: Literal["post_companies_by_company_id_notes"], params: PostCompaniesByCompanyIdNotes, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Add a note for teammates to a company's profile."""
    @overload
    def __call__(self, action: Literal["get_contacts_by_id_notes"], params: GetContactsByIdNotes, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the notes teammates left on a contact's profile."""
    @overload
    def __call__(self, action: Literal["post_contacts_by_id_notes"], params: PostContactsByIdNotes, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Add a note for teammates to a contact's profile."""
    @overload
    def __call__(self, action: Literal["get_notes_by_id"], params: GetNotesById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get one profile note by its id."""
    @overload
    def __call__(self, action: Literal["get_contacts_by_id_companies"], params: GetContactsByIdCompanies, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the companies one contact belongs to."""
    @overload
    def __call__(self, action: Literal["get_contacts_by_contact_id_segments"], params: GetContactsByContactIdSegments, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the segments one contact is part of."""
    @overload
    def __call__(self, action: Literal["get_contacts_by_contact_id_subscriptions"], params: GetContactsByContactIdSubscriptions, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List a contact's choices on message subscriptions (opted in or opted out)."""
    @overload
    def __call__(self, action: Literal["get_contacts_by_contact_id_tags"], params: GetContactsByContactIdTags, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the tags on one contact."""
    @overload
    def __call__(self, action: Literal["get_contacts_by_id"], params: GetContactsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get one contact (user or lead) by Intercom id."""
    @overload
    def __call__(self, action: Literal["put_contacts_by_id"], params: PutContactsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Update a contact's details: name, email, phone, owner, role or custom attributes."""
    @overload
    def __call__(self, action: Literal["delete_contacts_by_id"], params: DeleteContactsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Delete one contact for good."""
    @overload
    def __call__(self, action: Literal["post_contacts_merge"], params: PostContactsMerge, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Merge a duplicate lead into a user contact."""
    @overload
    def __call__(self, action: Literal["post_contacts_search"], params: PostContactsSearch, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Search contacts by email, name, phone, date, tag or any other attribute."""
    @overload
    def __call__(self, action: Literal["get_contacts"], params: GetContacts | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List all contacts (users and leads), page by page."""
    @overload
    def __call__(self, action: Literal["post_contacts"], params: PostContacts, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Create a contact: a user (customer) or a lead."""
    @overload
    def __call__(self, action: Literal["get_contacts_find_by_external_id_by_external_id"], params: GetContactsFindByExternalIdByExternalId, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get one user contact by the id your own system gave them (external id)."""
    @overload
    def __call__(self, action: Literal["post_contacts_by_id_archive"], params: PostContactsByIdArchive, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Archive a contact: hide them from lists and search, and keep their data."""
    @overload
    def __call__(self, action: Literal["post_contacts_by_id_unarchive"], params: PostContactsByIdUnarchive, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Restore an archived contact to lists and search."""
    @overload
    def __call__(self, action: Literal["post_contacts_by_id_block"], params: PostContactsByIdBlock, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Block a contact, such as a spammer, and archive their conversations."""
    @overload
    def __call__(self, action: Literal["post_contacts_merge_preview"], params: PostContactsMergePreview | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Check whether a lead can be merged into a user, and what that would change."""
    @overload
    def __call__(self, action: Literal["get_contacts_activities"], params: GetContactsActivities | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List changes to contacts across the workspace: created, role changed, merged, deleted."""
    @overload
    def __call__(self, action: Literal["get_contacts_by_id_merge_history"], params: GetContactsByIdMergeHistory, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the contacts that were merged into one user."""
    @overload
    def __call__(self, action: Literal["put_contacts_bulk"], params: PutContactsBulk | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Update up to 100 contacts in the background, with their tags and companies."""
    @overload
    def __call__(self, action: Literal["post_contacts_bulk"], params: PostContactsBulk | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Create up to 100 contacts in the background."""
    @overload
    def __call__(self, action: Literal["post_contacts_bulk_delete"], params: PostContactsBulkDelete | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Delete up to 100 contacts for good, in the background."""
    @overload
    def __call__(self, action: Literal["get_contacts_bulk_by_id"], params: GetContactsBulkById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Check whether a bulk job on contacts has finished."""
    @overload
    def __call__(self, action: Literal["post_contacts_by_contact_id_subscriptions"], params: PostContactsByContactIdSubscriptions, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Attach a subscription type to a contact: opts in or opts out, by its consent type."""
    @overload
    def __call__(self, action: Literal["delete_contacts_by_contact_id_subscriptions_by_id"], params: DeleteContactsByContactIdSubscriptionsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Detach a subscription type from a contact, undoing the opt-in or opt-out."""
    @overload
    def __call__(self, action: Literal["get_subscription_types"], params: WithIntercomVersion | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the kinds of messages contacts can opt in to or out of."""
    @overload
    def __call__(self, action: Literal["post_contacts_by_contact_id_tags"], params: PostContactsByContactIdTags, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Tag a contact with an existing tag."""
    @overload
    def __call__(self, action: Literal["delete_contacts_by_contact_id_tags_by_id"], params: DeleteContactsByContactIdTagsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Remove a tag from a contact; the tag itself stays."""
    @overload
    def __call__(self, action: Literal["post_conversations_by_conversation_id_tags"], params: PostConversationsByConversationIdTags, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Tag a conversation with an existing tag."""
    @overload
    def __call__(self, action: Literal["delete_conversations_by_conversation_id_tags_by_id"], params: DeleteConversationsByConversationIdTagsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Remove a tag from a conversation; the tag itself stays."""
    @overload
    def __call__(self, action: Literal["get_tags"], params: WithIntercomVersion | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List every tag of the workspace."""
    @overload
    def __call__(self, action: Literal["post_tags"], params: PostTags, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Create or rename a tag, put it on companies or many users, or take it off companies."""
    @overload
    def __call__(self, action: Literal["get_tags_by_id"], params: GetTagsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get one tag's name by its id."""
    @overload
    def __call__(self, action: Literal["delete_tags_by_id"], params: DeleteTagsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _None_co:
        """Delete a tag from the whole workspace."""
    @overload
    def __call__(self, action: Literal["post_tickets_by_ticket_id_tags"], params: PostTicketsByTicketIdTags, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Tag a ticket with an existing tag."""
    @overload
    def __call__(self, action: Literal["delete_tickets_by_ticket_id_tags_by_id"], params: DeleteTicketsByTicketIdTagsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Remove a tag from a ticket; the tag itself stays."""
    @overload
    def __call__(self, action: Literal["get_content_snippets"], params: GetContentSnippets | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the content snippets: short texts that only the AI (Fin and Copilot) uses."""
    @overload
    def __call__(self, action: Literal["post_content_snippets"], params: PostContentSnippets, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Write a content snippet, a short text for Fin and the other AI agents to use."""
    @overload
    def __call__(self, action: Literal["get_content_snippets_by_id"], params: GetContentSnippetsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get one content snippet with its text and which AI may use it."""
    @overload
    def __call__(self, action: Literal["put_content_snippets_by_id"], params: PutContentSnippetsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Edit a content snippet (a short text for the AI), its audiences or which AI may use it."""
    @overload
    def __call__(self, action: Literal["delete_content_snippets_by_id"], params: DeleteContentSnippetsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _None_co:
        """Delete a content snippet, a short text that AI agents answer from."""
    @overload
    def __call__(self, action: Literal["post_content_snippets_by_content_snippet_id_tags"], params: PostContentSnippetsByContentSnippetIdTags, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Tag a content snippet with an existing tag."""
    @overload
    def __call__(self, action: Literal["delete_content_snippets_by_content_snippet_id_tags_by_id"], params: DeleteContentSnippetsByContentSnippetIdTagsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Remove a tag from a content snippet; the tag itself stays."""
    @overload
    def __call__(self, action: Literal["get_conversations"], params: GetConversations | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List all conversations, page by page, without their messages."""
    @overload
    def __call__(self, action: Literal["post_conversations"], params: PostConversations, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Start a conversation on behalf of a contact, as if they had written in."""
    @overload
    def __call__(self, action: Literal["get_conversations_by_id"], params: GetConversationsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Read one conversation with its messages, notes and history."""
    @overload
    def __call__(self, action: Literal["put_conversations_by_id"], params: PutConversationsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Update a conversation's title, priority, read mark, company or custom attributes."""
    @overload
    def __call__(self, action: Literal["delete_conversations_by_id"], params: DeleteConversationsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Delete a conversation for good."""
    @overload
    def __call__(self, action: Literal["post_conversations_search"], params: PostConversationsSearch, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Search conversations by state, assignee, tag, contact, date, text or rating."""
    @overload
    def __call__(self, action: Literal["post_conversations_by_id_reply"], params: PostConversationsByIdReply, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Reply in a conversation as a teammate or the contact, or leave an internal note."""
    @overload
    def __call__(self, action: Literal["post_conversations_by_id_parts"], params: PostConversationsByIdParts, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Close, snooze, reopen, assign or unassign a conversation (chat)."""
    @overload
    def __call__(self, action: Literal["put_conversations_by_conversation_id_conversation_parts_by_id"], params: PutConversationsByConversationIdConversationPartsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Report how an outside reply was sent, or mark a message as seen by a teammate."""
    @overload
    def __call__(self, action: Literal["post_conversations_by_id_customers"], params: PostConversationsByIdCustomers, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Add another contact to a conversation as a participant (group chat)."""
    @overload
    def __call__(self, action: Literal["delete_conversations_by_conversation_id_customers_by_contact_id"], params: DeleteConversationsByConversationIdCustomersByContactId, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Remove a contact from a conversation with several participants."""
    @overload
    def __call__(self, action: Literal["get_conversations_by_id_handling_events"], params: GetConversationsByIdHandlingEvents, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List when teammates paused and resumed work on a conversation."""
    @overload
    def __call__(self, action: Literal["get_conversations_by_id_side_conversations"], params: GetConversationsByIdSideConversations, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the side conversations teammates opened within a conversation, with messages."""
    @overload
    def __call__(self, action: Literal["post_conversations_redact"], params: PostConversationsRedact, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Blank out one message of a conversation, for example to hide personal data."""
    @overload
    def __call__(self, action: Literal["post_conversations_by_id_convert"], params: PostConversationsByIdConvert, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Turn a conversation into a customer ticket."""
    @overload
    def __call__(self, action: Literal["get_conversations_deleted"], params: GetConversationsDeleted | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the ids of deleted conversations, with the time each was deleted."""
    @overload
    def __call__(self, action: Literal["post_conversations_by_id_merge"], params: PostConversationsByIdMerge, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Merge one conversation into another, which goes on as the thread."""
    @overload
    def __call__(self, action: Literal["post_conversations_by_id_run_assignment_rules"], params: PostConversationsByIdRunAssignmentRules, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Assign a conversation by the workspace's assignment rules (API 2.7 to 2.11)."""
    @overload
    def __call__(self, action: Literal["post_custom_channel_events_notify_new_conversation"], params: PostCustomChannelEventsNotifyNewConversation, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Report that a conversation began on a channel you run yourself (custom channel)."""
    @overload
    def __call__(self, action: Literal["post_custom_channel_events_notify_new_message"], params: PostCustomChannelEventsNotifyNewMessage, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Tell Intercom that a customer wrote on your own (custom) channel."""
    @overload
    def __call__(self, action: Literal["post_custom_channel_events_notify_quick_reply_selected"], params: PostCustomChannelEventsNotifyQuickReplySelected, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Report which quick reply button a customer chose on your custom channel."""
    @overload
    def __call__(self, action: Literal["post_custom_channel_events_notify_attribute_collected"], params: PostCustomChannelEventsNotifyAttributeCollected, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Report what a customer entered in a form field on a channel you run yourself."""
    @overload
    def __call__(self, action: Literal["get_custom_object_instances_by_custom_object_type_identifier"], params: GetCustomObjectInstancesByCustomObjectTypeIdentifier, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get a custom object record by your own external id, or list a type's records."""
    @overload
    def __call__(self, action: Literal["post_custom_object_instances_by_custom_object_type_identifier"], params: PostCustomObjectInstancesByCustomObjectTypeIdentifier, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Create a custom object record (such as an order), or update it by external id."""
    @overload
    def __call__(self, action: Literal["delete_custom_object_instances_by_custom_object_type_identifier"], params: DeleteCustomObjectInstancesByCustomObjectTypeIdentifier, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Delete a custom object record by your own external id."""
    @overload
    def __call__(self, action: Literal["get_custom_object_instances_by_custom_object_type_identifier_by_id"], params: GetCustomObjectInstancesByCustomObjectTypeIdentifierById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get a custom object record by its Intercom id."""
    @overload
    def __call__(self, action: Literal["delete_custom_object_instances_by_custom_object_type_identifier_by_id"], params: DeleteCustomObjectInstancesByCustomObjectTypeIdentifierById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Delete a custom object record by its Intercom id."""
    @overload
    def __call__(self, action: Literal["get_data_attributes"], params: GetDataAttributes | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the attributes (standard and custom fields) of contacts and companies."""
    @overload
    def __call__(self, action: Literal["post_data_attributes"], params: PostDataAttributes, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Define a new custom attribute (field) for contacts or companies."""
    @overload
    def __call__(self, action: Literal["put_data_attributes_by_id"], params: PutDataAttributesById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Edit or archive a custom attribute of contacts or companies."""
    @overload
    def __call__(self, action: Literal["get_data_connectors"], params: GetDataConnectors | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the data connectors: how workflows and Fin (the AI agent) reach other systems."""
    @overload
    def __call__(self, action: Literal["post_data_connectors"], params: PostDataConnectors | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Create a data connector, through which Fin or workflows use an outside API."""
    @overload
    def __call__(self, action: Literal["get_data_connectors_by_id"], params: GetDataConnectorsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get one data connector's full configuration, with inputs and mappings."""
    @overload
    def __call__(self, action: Literal["delete_data_connectors_by_id"], params: DeleteDataConnectorsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Delete a data connector that is a draft and that nothing uses."""
    @overload
    def __call__(self, action: Literal["patch_data_connectors_by_id"], params: PatchDataConnectorsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Change a data connector's request, inputs or users, or set it live or to draft."""
    @overload
    def __call__(self, action: Literal["get_data_connectors_by_data_connector_id_execution_results"], params: GetDataConnectorsByDataConnectorIdExecutionResults, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the recent runs of a data connector (a saved request to an outside API)."""
    @overload
    def __call__(self, action: Literal["get_data_connectors_by_data_connector_id_execution_results_by_id"], params: GetDataConnectorsByDataConnectorIdExecutionResultsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get one run of a data connector with the request and response it exchanged."""
    @overload
    def __call__(self, action: Literal["get_events"], params: GetEvents, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the tracked events (activity) of one contact, or a summary of them."""
    @overload
    def __call__(self, action: Literal["post_events"], params: PostEvents, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _None_co:
        """Record that a contact did something (a tracked event, such as placed-order)."""
    @overload
    def __call__(self, action: Literal["post_events_summaries"], params: PostEventsSummaries, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _None_co:
        """Add to the event counts of a user, with first and last time, without single events."""
    @overload
    def __call__(self, action: Literal["post_export_content_data"], params: PostExportContentData, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Start an export job of who got outbound messages in a date range and how they reacted."""
    @overload
    def __call__(self, action: Literal["get_export_content_data_by_job_identifier"], params: GetExportContentDataByJobIdentifier, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Check whether an export job started with post_export_content_data has finished."""
    @overload
    def __call__(self, action: Literal["post_export_cancel_by_job_identifier"], params: PostExportCancelByJobIdentifier, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Cancel a running export of messages (content data)."""
    @overload
    def __call__(self, action: Literal["get_download_content_data_by_job_identifier"], params: GetDownloadContentDataByJobIdentifier, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Bytes_co:
        """Download the file of a finished message export (gzipped CSV)."""
    @overload
    def __call__(self, action: Literal["get_export_workflows_by_id"], params: GetExportWorkflowsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Export the full definition of one workflow, with its steps and targeting."""
    @overload
    def __call__(self, action: Literal["get_jobs_status_by_id"], params: GetJobsStatusById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Check whether a ticket created in the background is ready."""
    @overload
    def __call__(self, action: Literal["get_macros"], params: GetMacros | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the macros (saved replies) of the workspace, last changed first."""
    @overload
    def __call__(self, action: Literal["get_macros_by_id"], params: GetMacrosById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get one macro (saved reply) with its text."""
    @overload
    def __call__(self, action: Literal["post_messages"], params: PostMessages, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Send a message from a teammate to a contact: in-app, email, SMS or WhatsApp."""
    @overload
    def __call__(self, action: Literal["get_messages_status"], params: GetMessagesStatus, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List how the WhatsApp messages of one outbound message set were delivered."""
    @overload
    def __call__(self, action: Literal["get_messages_whatsapp_status"], params: GetMessagesWhatsappStatus, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Check whether one WhatsApp message was sent, delivered, read or failed."""
    @overload
    def __call__(self, action: Literal["get_teams_by_team_id_metrics"], params: GetTeamsByTeamIdMetrics, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Count each team member's open, idle and snoozed conversations right now."""
    @overload
    def __call__(self, action: Literal["get_teams"], params: WithIntercomVersion | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the teams that conversations can be assigned to."""
    @overload
    def __call__(self, action: Literal["get_teams_by_id"], params: GetTeamsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get one team and the ids of its members."""
    @overload
    def __call__(self, action: Literal["put_teams_by_id"], params: PutTeamsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Replace the members of a team by a full list of teammates."""
    @overload
    def __call__(self, action: Literal["get_news_news_items"], params: GetNewsNewsItems | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List all news items (announcements to customers), drafts and live ones."""
    @overload
    def __call__(self, action: Literal["post_news_news_items"], params: PostNewsNewsItems, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Write a news item (product announcement), as a draft or live."""
    @overload
    def __call__(self, action: Literal["get_news_news_items_by_id"], params: GetNewsNewsItemsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get one news item with its text and newsfeed assignments."""
    @overload
    def __call__(self, action: Literal["put_news_news_items_by_id"], params: PutNewsNewsItemsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Edit a news item, set it live or back to draft, or change its newsfeeds."""
    @overload
    def __call__(self, action: Literal["delete_news_news_items_by_id"], params: DeleteNewsNewsItemsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Delete a news item (product announcement)."""
    @overload
    def __call__(self, action: Literal["get_news_newsfeeds_by_id_items"], params: GetNewsNewsfeedsByIdItems, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the news items now live on one newsfeed."""
    @overload
    def __call__(self, action: Literal["get_news_newsfeeds"], params: GetNewsNewsfeeds | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the newsfeeds that news items can be published to."""
    @overload
    def __call__(self, action: Literal["get_news_newsfeeds_by_id"], params: GetNewsNewsfeedsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get one newsfeed's name and dates."""
    @overload
    def __call__(self, action: Literal["get_segments"], params: GetSegments | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the workspace's segments, with contact counts on request."""
    @overload
    def __call__(self, action: Literal["get_segments_by_id"], params: GetSegmentsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get one segment's name and details."""
    @overload
    def __call__(self, action: Literal["post_phone_call_redirects"], params: PostPhoneCallRedirects, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Text (SMS) a caller a link that moves their phone call to the Messenger."""
    @overload
    def __call__(self, action: Literal["get_calls"], params: GetCalls | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List phone calls, page by page."""
    @overload
    def __call__(self, action: Literal["get_calls_by_id"], params: GetCallsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get the details of one phone call."""
    @overload
    def __call__(self, action: Literal["get_calls_by_id_recording"], params: GetCallsByIdRecording, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get the audio recording of a phone call, as a signed link."""
    @overload
    def __call__(self, action: Literal["get_calls_by_id_transcript"], params: GetCallsByIdTranscript, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Text_co:
        """Get the written transcript of one phone call as plain text."""
    @overload
    def __call__(self, action: Literal["post_calls_search"], params: PostCallsSearch, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get the phone calls of given conversations, with their transcripts."""
    @overload
    def __call__(self, action: Literal["post_fin_voice_register"], params: PostFinVoiceRegister, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Register an outside phone call with Fin Voice, the AI that answers phone calls."""
    @overload
    def __call__(self, action: Literal["get_fin_voice_collect_by_id"], params: GetFinVoiceCollectById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get one phone call registered with Fin Voice (AI) by its reference number."""
    @overload
    def __call__(self, action: Literal["get_fin_voice_external_id_by_external_id"], params: GetFinVoiceExternalIdByExternalId, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Look up a phone call of Fin Voice (the AI agent) by the phone provider's id."""
    @overload
    def __call__(self, action: Literal["get_fin_voice_phone_number_by_phone_number"], params: GetFinVoicePhoneNumberByPhoneNumber, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Look up the latest phone call of a number that was registered with Fin Voice (AI)."""
    @overload
    def __call__(self, action: Literal["get_fin_voice_conversation_by_conversation_id"], params: GetFinVoiceConversationByConversationId, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the phone calls of one conversation that were registered with Fin Voice (AI)."""
    @overload
    def __call__(self, action: Literal["get_ticket_states"], params: WithIntercomVersion | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the states a ticket can be in, built-in and custom."""
    @overload
    def __call__(self, action: Literal["post_ticket_types_by_ticket_type_id_attributes"], params: PostTicketTypesByTicketTypeIdAttributes, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Add an attribute (form field) to a ticket type."""
    @overload
    def __call__(self, action: Literal["put_ticket_types_by_ticket_type_id_attributes_by_id"], params: PutTicketTypesByTicketTypeIdAttributesById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Edit or archive an attribute (form field) of a ticket type."""
    @overload
    def __call__(self, action: Literal["get_ticket_types"], params: WithIntercomVersion | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the ticket types with their attributes."""
    @overload
    def __call__(self, action: Literal["post_ticket_types"], params: PostTicketTypes, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Create a ticket type (Customer, Back-office or Tracker)."""
    @overload
    def __call__(self, action: Literal["get_ticket_types_by_id"], params: GetTicketTypesById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get one ticket type with its attributes."""
    @overload
    def __call__(self, action: Literal["put_ticket_types_by_id"], params: PutTicketTypesById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Edit or archive a ticket type."""
    @overload
    def __call__(self, action: Literal["post_tickets_by_id_reply"], params: PostTicketsByIdReply, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Reply on a ticket as a teammate or the contact, or leave an internal note."""
    @overload
    def __call__(self, action: Literal["post_tickets"], params: PostTickets, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Open a new ticket for a contact and get it back at once."""
    @overload
    def __call__(self, action: Literal["post_tickets_enqueue"], params: PostTicketsEnqueue, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Open a new ticket in the background and get a job to follow."""
    @overload
    def __call__(self, action: Literal["get_tickets_by_id"], params: GetTicketsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Read one ticket with its fields, state and history."""
    @overload
    def __call__(self, action: Literal["put_tickets_by_id"], params: PutTicketsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Change a ticket: state, fields, assignee, snooze, close or share with the customer."""
    @overload
    def __call__(self, action: Literal["delete_tickets_by_id"], params: DeleteTicketsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Delete a ticket for good, with its replies and files."""
    @overload
    def __call__(self, action: Literal["post_tickets_by_ticket_id_change_type"], params: PostTicketsByTicketIdChangeType, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Change a ticket to another ticket type of the same category."""
    @overload
    def __call__(self, action: Literal["post_tickets_search"], params: PostTicketsSearch, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Search tickets by title, state, type, assignee, contact, date or field value."""
    @overload
    def __call__(self, action: Literal["post_tickets_by_ticket_id_linked_conversations"], params: PostTicketsByTicketIdLinkedConversations, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Link a conversation or customer ticket to a tracker ticket."""
    @overload
    def __call__(self, action: Literal["delete_tickets_by_ticket_id_linked_conversations_by_id"], params: DeleteTicketsByTicketIdLinkedConversationsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Unlink a conversation or customer ticket from a tracker ticket; both stay."""
    @overload
    def __call__(self, action: Literal["get_visitors"], params: GetVisitors, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get one anonymous website visitor by user id."""
    @overload
    def __call__(self, action: Literal["put_visitors"], params: PutVisitors, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Update an anonymous website visitor's name or custom attributes."""
    @overload
    def __call__(self, action: Literal["post_visitors_convert"], params: PostVisitorsConvert, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Turn an anonymous visitor into a lead or user, or merge them into a user."""
    @overload
    def __call__(self, action: Literal["get_brands"], params: WithIntercomVersion | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the brands of the workspace, with the default one."""
    @overload
    def __call__(self, action: Literal["get_brands_by_id"], params: GetBrandsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get one brand by id."""
    @overload
    def __call__(self, action: Literal["get_emails"], params: WithIntercomVersion | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the email addresses the workspace sends from, with their settings."""
    @overload
    def __call__(self, action: Literal["get_emails_by_id"], params: GetEmailsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get the settings of one sender email address."""
    @overload
    def __call__(self, action: Literal["get_audiences"], params: GetAudiences | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the audiences that Fin and its content can be targeted at."""
    @overload
    def __call__(self, action: Literal["post_audiences"], params: PostAudiences, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Define an audience: a group of contacts at whom content for Fin (the AI agent) is aimed."""
    @overload
    def __call__(self, action: Literal["get_audiences_by_id"], params: GetAudiencesById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get one audience (group of contacts for AI content) with its rules."""
    @overload
    def __call__(self, action: Literal["put_audiences_by_id"], params: PutAudiencesById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Rename an audience or change which contacts belong to it."""
    @overload
    def __call__(self, action: Literal["delete_audiences_by_id"], params: DeleteAudiencesById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _None_co:
        """Delete an audience, a group of contacts at whom content for Fin (AI agent) is aimed."""
    @overload
    def __call__(self, action: Literal["get_office_hours_schedules"], params: WithIntercomVersion | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the office hours schedules of the workspace, with their weekly hours."""
    @overload
    def __call__(self, action: Literal["post_office_hours_schedules"], params: PostOfficeHoursSchedules, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Create an office hours schedule for the week."""
    @overload
    def __call__(self, action: Literal["get_office_hours_schedules_by_id"], params: GetOfficeHoursSchedulesById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get one office hours schedule with its weekly hours and time zone."""
    @overload
    def __call__(self, action: Literal["put_office_hours_schedules_by_id"], params: PutOfficeHoursSchedulesById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Change an office hours schedule's name, time zone or weekly hours."""
    @overload
    def __call__(self, action: Literal["delete_office_hours_schedules_by_id"], params: DeleteOfficeHoursSchedulesById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Delete an office hours schedule."""
    @overload
    def __call__(self, action: Literal["get_office_hours_schedules_by_schedule_id_exceptions"], params: GetOfficeHoursSchedulesByScheduleIdExceptions, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the exceptions (holidays, special hours) of an office hours schedule."""
    @overload
    def __call__(self, action: Literal["post_office_hours_schedules_by_schedule_id_exceptions"], params: PostOfficeHoursSchedulesByScheduleIdExceptions, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Add a holiday, or a day with other hours, to an office hours schedule."""
    @overload
    def __call__(self, action: Literal["get_office_hours_schedules_by_schedule_id_exceptions_by_id"], params: GetOfficeHoursSchedulesByScheduleIdExceptionsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get one exception (holiday or special day) of an office hours schedule."""
    @overload
    def __call__(self, action: Literal["put_office_hours_schedules_by_schedule_id_exceptions_by_id"], params: PutOfficeHoursSchedulesByScheduleIdExceptionsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Change the date, hours or yearly repeat of an office hours exception."""
    @overload
    def __call__(self, action: Literal["delete_office_hours_schedules_by_schedule_id_exceptions_by_id"], params: DeleteOfficeHoursSchedulesByScheduleIdExceptionsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Delete an office hours exception, such as a holiday."""
    @overload
    def __call__(self, action: Literal["get_contacts_by_id_banners"], params: GetContactsByIdBanners, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Fetch the banners to show a contact now, counting each one as shown."""
    @overload
    def __call__(self, action: Literal["post_contacts_by_id_banners_by_view_id_dismiss"], params: PostContactsByIdBannersByViewIdDismiss, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Record that a contact closed a banner, so that it no longer shows for them."""
    @overload
    def __call__(self, action: Literal["post_content_bulk_actions"], params: PostContentBulkActions, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Publish, unpublish, delete, tag or retarget many knowledge items in the background."""
    @overload
    def __call__(self, action: Literal["get_content_search"], params: GetContentSearch | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Search all knowledge content at once, such as articles, snippets, pages and files."""
    @overload
    def __call__(self, action: Literal["get_conversations_attributes"], params: GetConversationsAttributes | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the attributes (custom fields) of conversations, with the options of lists."""
    @overload
    def __call__(self, action: Literal["post_conversations_attributes"], params: PostConversationsAttributes, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Define a new custom attribute (field) for conversations."""
    @overload
    def __call__(self, action: Literal["get_conversations_attributes_by_id"], params: GetConversationsAttributesById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Get one conversation attribute (custom field), with its options if it is a list."""
    @overload
    def __call__(self, action: Literal["put_conversations_attributes_by_id"], params: PutConversationsAttributesById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Rename a conversation attribute (field), or change who sees it and if it is required."""
    @overload
    def __call__(self, action: Literal["delete_conversations_attributes_by_id"], params: DeleteConversationsAttributesById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Archive a conversation attribute (custom field), so that it is out of use."""
    @overload
    def __call__(self, action: Literal["post_conversations_attributes_by_id_options"], params: PostConversationsAttributesByIdOptions, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Add a choice to a list attribute of conversations."""
    @overload
    def __call__(self, action: Literal["put_conversations_attributes_by_id_options_by_option_id"], params: PutConversationsAttributesByIdOptionsByOptionId, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Rename a choice of a list attribute of conversations."""
    @overload
    def __call__(self, action: Literal["delete_conversations_attributes_by_id_options_by_option_id"], params: DeleteConversationsAttributesByIdOptionsByOptionId, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Archive one choice (option) of a list conversation attribute."""
    @overload
    def __call__(self, action: Literal["post_ecommerce_connectors_by_id_catalog"], params: PostEcommerceConnectorsByIdCatalog, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Upload the product catalog file that Fin, the AI agent, recommends from."""
    @overload
    def __call__(self, action: Literal["get_secure_mode_secrets"], params: WithIntercomVersion | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """List the secrets of identity verification by name, without their values."""
    @overload
    def __call__(self, action: Literal["post_secure_mode_secrets"], params: PostSecureModeSecrets | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Create an identity verification secret for the Messenger on web, iOS or Android."""
    @overload
    def __call__(self, action: Literal["delete_secure_mode_secrets_by_id"], params: DeleteSecureModeSecretsById, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _None_co:
        """Delete an identity verification secret of the Messenger."""
    @overload
    def __call__(self, action: Literal["post_procedures_by_conversation_id_collect_agent_input"], params: PostProceduresByConversationIdCollectAgentInput, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Give a procedure of Fin, the AI agent, the human input it is waiting for."""
    @overload
    def __call__(self, action: Literal["get_ip_allowlist"], params: WithIntercomVersion | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Show which IP addresses may use the workspace, and whether the list is enforced."""
    @overload
    def __call__(self, action: Literal["put_ip_allowlist"], params: PutIpAllowlist | None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co:
        """Set which IP addresses may reach the workspace, or switch that limit on or off."""
    @overload
    def __call__(self, action: ActionThatNeedsNoParams[Never], params: None = None, *, timeout: float | None = None, max_retries: int | None = None, headers: Mapping[str, str] | None = None) -> _Any_co: ...

class RunConnectionAction(Protocol[_Any_co, _None_co, _Text_co, _Bytes_co]):
    """Run an action on a named connection and return its result."""
    @overload
    def __call__(self, connection_name: str, action_name: str, params: ParamsOf[ThisAction, OrAny] | None) -> _Any_co: ...
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_me"], params: WithIntercomVersion | None = None) -> _Any_co:
        """Show which teammate and workspace the access token belongs to."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["put_admins_by_id_away"], params: PutAdminsByIdAway) -> _Any_co:
        """Set a teammate (admin) to away in the Inbox, or back to active."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_admins_activity_logs"], params: GetAdminsActivityLogs) -> _Any_co:
        """List what teammates did in the workspace during a time range (audit log)."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_admins_activity_logs_search"], params: PostAdminsActivityLogsSearch) -> _Any_co:
        """Search the log of what teammates did, by time range and kind of event."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_admins_activity_log_event_types"], params: WithIntercomVersion | None = None) -> _Any_co:
        """List the kinds of events that the audit log of teammates records."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_admins"], params: GetAdmins | None = None) -> _Any_co:
        """List every teammate (admin, support agent) of the workspace."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_admins_by_id"], params: GetAdminsById) -> _Any_co:
        """Get one teammate (admin) by id."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_ai_content_import_sources"], params: GetAiContentImportSources | None = None) -> _Any_co:
        """List the outside sources whose pages Fin, the AI agent, answers from."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_ai_content_import_sources"], params: PostAiContentImportSources) -> _Any_co:
        """Create a source that holds pages from outside Intercom for Fin, the AI agent."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_ai_content_import_sources_by_id"], params: GetAiContentImportSourcesById) -> _Any_co:
        """Get one AI content source, with its status and how it is synced."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["put_ai_content_import_sources_by_id"], params: PutAiContentImportSourcesById) -> _Any_co:
        """Change an AI content source's status, address (URL) or audiences."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_ai_content_import_sources_by_id"], params: DeleteAiContentImportSourcesById) -> _None_co:
        """Delete a source of Fin's outside pages together with all its pages."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_ai_external_pages"], params: GetAiExternalPages | None = None) -> _Any_co:
        """List the pages imported from elsewhere that Intercom's AI can use."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_ai_external_pages"], params: PostAiExternalPages) -> _Any_co:
        """Add an outside page to Fin's knowledge, or overwrite it by source and external id."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_ai_external_pages_by_id"], params: GetAiExternalPagesById) -> _Any_co:
        """Get one page from outside Intercom that Fin, the AI agent, may use."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["put_ai_external_pages_by_id"], params: PutAiExternalPagesById) -> _Any_co:
        """Update a page imported for Fin, the AI agent, by its Intercom id."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_ai_external_pages_by_id"], params: DeleteAiExternalPagesById) -> _Any_co:
        """Delete one outside page, so that Fin, the AI agent, no longer answers from it."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_articles"], params: GetArticles | None = None) -> _Any_co:
        """List all public Help Center articles, most recently changed first."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_articles"], params: PostArticles) -> _Any_co:
        """Write a new public Help Center article, as a draft or published."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_articles_by_id"], params: GetArticlesById) -> _Any_co:
        """Get one public Help Center article with its full text and translations."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["put_articles_by_id"], params: PutArticlesById) -> _Any_co:
        """Edit, move, publish or unpublish a public Help Center article."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_articles_by_id"], params: DeleteArticlesById) -> _Any_co:
        """Delete a public Help Center article."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_articles_search"], params: GetArticlesSearch | None = None) -> _Any_co:
        """Search public Help Center articles (FAQ) by phrase, state or Help Center."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_articles_by_id_draft"], params: GetArticlesByIdDraft) -> _Any_co:
        """Read the changes to a published article that are not live yet (its draft)."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["put_articles_by_id_draft"], params: PutArticlesByIdDraft) -> _Any_co:
        """Stage new text for a published article as a draft; the live one stays."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_articles_by_id_draft_publish"], params: PostArticlesByIdDraftPublish) -> _Any_co:
        """Publish the staged draft of an article over its live text."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_articles_by_article_id_versions"], params: GetArticlesByArticleIdVersions) -> _Any_co:
        """List the earlier and current versions of an article, newest first."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_articles_by_article_id_versions_by_id"], params: GetArticlesByArticleIdVersionsById) -> _Any_co:
        """Read one past version of an article with its full text."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_articles_by_article_id_tags"], params: PostArticlesByArticleIdTags) -> _Any_co:
        """Tag a public Help Center article with an existing tag."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_articles_by_article_id_tags_by_id"], params: DeleteArticlesByArticleIdTagsById) -> _Any_co:
        """Remove a tag from a public Help Center article; the tag itself stays."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_away_status_reasons"], params: WithIntercomVersion | None = None) -> _Any_co:
        """List the reasons a teammate can give for being away."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_export_reporting_data_enqueue"], params: PostExportReportingDataEnqueue) -> _Any_co:
        """Start an export job of reporting metrics from one dataset."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_export_reporting_data_by_job_identifier"], params: GetExportReportingDataByJobIdentifier) -> _Any_co:
        """Check whether an export of reporting data (metrics) has finished."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_export_reporting_data_get_datasets"], params: WithIntercomVersion | None = None) -> _Any_co:
        """List the datasets and attributes that a reporting export can contain."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_download_reporting_data_by_job_identifier"], params: GetDownloadReportingDataByJobIdentifier) -> _Bytes_co:
        """Download the file of a finished reporting metrics export."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_fin_start"], params: PostFinStart) -> _Any_co:
        """Hand a conversation from your own system to the Fin AI agent with its first message."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_fin_reply"], params: PostFinReply) -> _Any_co:
        """Pass the user's next message to Fin, the AI agent, in a session already started."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_fin_capabilities"], params: PostFinCapabilities) -> _Any_co:
        """List what Fin, the AI agent, can do for one user, and the procedures open to them."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_fin_ask"], params: PostFinAsk) -> _Any_co:
        """Ask Fin, the AI agent, one single question; the answer comes later."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_fin_procedures_by_procedure_id_run"], params: PostFinProceduresByProcedureIdRun) -> _Any_co:
        """Run one Fin procedure for a user, in a new conversation."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_fin_escalate"], params: PostFinEscalate) -> _Any_co:
        """Hand a conversation with Fin, the AI agent, or a user over to a human teammate."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_fin_csat"], params: PostFinCsat) -> _Any_co:
        """Pass on the rating (CSAT) a customer gave to a conversation with Fin, the AI agent."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_help_center_collections"], params: GetHelpCenterCollections | None = None) -> _Any_co:
        """List the collections (topics) that group articles on the Help Center site."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_help_center_collections"], params: PostHelpCenterCollections) -> _Any_co:
        """Create a Help Center collection, at the top level or inside another one."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_help_center_collections_by_id"], params: GetHelpCenterCollectionsById) -> _Any_co:
        """Get one Help Center collection by id."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["put_help_center_collections_by_id"], params: PutHelpCenterCollectionsById) -> _Any_co:
        """Rename, describe, translate or move a Help Center collection."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_help_center_collections_by_id"], params: DeleteHelpCenterCollectionsById) -> _Any_co:
        """Delete a Help Center collection."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_help_center_help_centers_by_id"], params: GetHelpCenterHelpCentersById) -> _Any_co:
        """Get one Help Center site of the workspace by id."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_help_center_help_centers"], params: GetHelpCenterHelpCenters | None = None) -> _Any_co:
        """List the Help Center sites of the workspace."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_help_center_help_centers_by_help_center_id_redirects"], params: GetHelpCenterHelpCentersByHelpCenterIdRedirects) -> _Any_co:
        """List the URL redirects of a Help Center site, last changed first."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_help_center_help_centers_by_help_center_id_redirects"], params: PostHelpCenterHelpCentersByHelpCenterIdRedirects) -> _Any_co:
        """Redirect an old Help Center address to an article or a collection."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_help_center_help_centers_by_help_center_id_redirects_by_id"], params: GetHelpCenterHelpCentersByHelpCenterIdRedirectsById) -> _Any_co:
        """Get one URL redirect of a Help Center, with the article or collection it leads to."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_help_center_redirects_by_help_center_id_by_id"], params: DeleteHelpCenterRedirectsByHelpCenterIdById) -> _Any_co:
        """Delete a URL redirect of a Help Center site."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_help_center_sections"], params: GetHelpCenterSections | None = None) -> _Any_co:
        """List Help Center sections, the level below collections in old API versions."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_help_center_sections"], params: PostHelpCenterSections | None = None) -> _Any_co:
        """Create a section inside a Help Center collection (API 2.7 to 2.9)."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_help_center_sections_by_id"], params: GetHelpCenterSectionsById) -> _Any_co:
        """Get one Help Center section by id, in old API versions."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["put_help_center_sections_by_id"], params: PutHelpCenterSectionsById) -> _Any_co:
        """Rename, translate or move a Help Center section (API 2.7 to 2.9)."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_help_center_sections_by_id"], params: DeleteHelpCenterSectionsById) -> _Any_co:
        """Delete a Help Center section, the level below a collection in old API versions."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_internal_articles"], params: GetInternalArticles | None = None) -> _Any_co:
        """List all internal articles, the knowledge that only teammates see."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_internal_articles"], params: PostInternalArticles) -> _Any_co:
        """Write a new internal article for teammates only."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_internal_articles_by_id"], params: GetInternalArticlesById) -> _Any_co:
        """Get one internal article (for teammates only) with its text."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["put_internal_articles_by_id"], params: PutInternalArticlesById) -> _Any_co:
        """Edit an internal article: title, text, author, owner, folder or AI use."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_internal_articles_by_id"], params: DeleteInternalArticlesById) -> _Any_co:
        """Delete an internal article from the teammates' knowledge."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_internal_articles_search"], params: GetInternalArticlesSearch | None = None) -> _Any_co:
        """Find internal articles (for teammates only) in a folder and its subfolders."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_internal_articles_by_internal_article_id_tags"], params: PostInternalArticlesByInternalArticleIdTags) -> _Any_co:
        """Tag an internal article with an existing tag."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_internal_articles_by_internal_article_id_tags_by_id"], params: DeleteInternalArticlesByInternalArticleIdTagsById) -> _Any_co:
        """Remove a tag from an internal article; the tag itself stays."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_folders"], params: GetFolders | None = None) -> _Any_co:
        """List the folders in which teammates keep knowledge content."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_folders"], params: PostFolders | None = None) -> _Any_co:
        """Create a folder for knowledge content, at the top or inside another folder."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_folders_by_id"], params: GetFoldersById) -> _Any_co:
        """Get one folder of knowledge content, with its parent and how much it holds."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["put_folders_by_id"], params: PutFoldersById) -> _Any_co:
        """Rename a content folder, describe it or move it into another folder."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_folders_by_id"], params: DeleteFoldersById) -> _Any_co:
        """Delete an empty knowledge folder."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_companies"], params: GetCompanies | None = None) -> _Any_co:
        """Look up a company by name or your own company_id, or list those of a tag or segment."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_companies"], params: PostCompanies) -> _Any_co:
        """Create a company, or update it when its company_id already exists."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_companies_by_id"], params: GetCompaniesById) -> _Any_co:
        """Get one company by its Intercom id."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["put_companies_by_id"], params: PutCompaniesById) -> _Any_co:
        """Update one company by its Intercom id."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_companies_by_id"], params: DeleteCompaniesById) -> _Any_co:
        """Delete (archive) one company by its Intercom id; its contacts stay."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_companies_by_id_contacts"], params: GetCompaniesByIdContacts) -> _Any_co:
        """List the people (contacts) in one company."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_companies_by_id_segments"], params: GetCompaniesByIdSegments) -> _Any_co:
        """List the segments one company is part of."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_companies_list"], params: PostCompaniesList | None = None) -> _Any_co:
        """List all companies page by page, last active first unless told otherwise."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_companies_scroll"], params: GetCompaniesScroll | None = None) -> _Any_co:
        """Walk through every company of a large workspace in batches."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_contacts_by_id_companies"], params: PostContactsByIdCompanies) -> _Any_co:
        """Link a contact to a company they work for or belong to."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_contacts_by_contact_id_companies_by_id"], params: DeleteContactsByContactIdCompaniesById) -> _Any_co:
        """Unlink one contact from one company; both stay."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_companies_search"], params: PostCompaniesSearch | None = None) -> _Any_co:
        """Search companies by name, tag, spend, date or custom attribute."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["put_companies_bulk"], params: PutCompaniesBulk | None = None) -> _Any_co:
        """Update up to 100 companies in the background, by Intercom id."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_companies_bulk"], params: PostCompaniesBulk | None = None) -> _Any_co:
        """Create or update up to 100 companies in the background, by your own company_id."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_companies_bulk_delete"], params: PostCompaniesBulkDelete | None = None) -> _Any_co:
        """Delete (archive) up to 100 companies in the background, by Intercom id."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_companies_bulk_by_id"], params: GetCompaniesBulkById) -> _Any_co:
        """Check whether a bulk job on companies has finished."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_companies_by_company_id_notes"], params: GetCompaniesByCompanyIdNotes) -> _Any_co:
        """List the notes teammates left on a company."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_companies_by_company_id_notes"], params: PostCompaniesByCompanyIdNotes) -> _Any_co:
        """Add a note for teammates to a company's profile."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_contacts_by_id_notes"], params: GetContactsByIdNotes) -> _Any_co:
        """List the notes teammates left on a contact's profile."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_contacts_by_id_notes"], params: PostContactsByIdNotes) -> _Any_co:
        """Add a note for teammates to a contact's profile."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_notes_by_id"], params: GetNotesById) -> _Any_co:
        """Get one profile note by its id."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_contacts_by_id_companies"], params: GetContactsByIdCompanies) -> _Any_co:
        """List the companies one contact belongs to."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_contacts_by_contact_id_segments"], params: GetContactsByContactIdSegments) -> _Any_co:
        """List the segments one contact is part of."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_contacts_by_contact_id_subscriptions"], params: GetContactsByContactIdSubscriptions) -> _Any_co:
        """List a contact's choices on message subscriptions (opted in or opted out)."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_contacts_by_contact_id_tags"], params: GetContactsByContactIdTags) -> _Any_co:
        """List the tags on one contact."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_contacts_by_id"], params: GetContactsById) -> _Any_co:
        """Get one contact (user or lead) by Intercom id."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["put_contacts_by_id"], params: PutContactsById) -> _Any_co:
        """Update a contact's details: name, email, phone, owner, role or custom attributes."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_contacts_by_id"], params: DeleteContactsById) -> _Any_co:
        """Delete one contact for good."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_contacts_merge"], params: PostContactsMerge) -> _Any_co:
        """Merge a duplicate lead into a user contact."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_contacts_search"], params: PostContactsSearch) -> _Any_co:
        """Search contacts by email, name, phone, date, tag or any other attribute."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_contacts"], params: GetContacts | None = None) -> _Any_co:
        """List all contacts (users and leads), page by page."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_contacts"], params: PostContacts) -> _Any_co:
        """Create a contact: a user (customer) or a lead."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_contacts_find_by_external_id_by_external_id"], params: GetContactsFindByExternalIdByExternalId) -> _Any_co:
        """Get one user contact by the id your own system gave them (external id)."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_contacts_by_id_archive"], params: PostContactsByIdArchive) -> _Any_co:
        """Archive a contact: hide them from lists and search, and keep their data."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_contacts_by_id_unarchive"], params: PostContactsByIdUnarchive) -> _Any_co:
        """Restore an archived contact to lists and search."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_contacts_by_id_block"], params: PostContactsByIdBlock) -> _Any_co:
        """Block a contact, such as a spammer, and archive their conversations."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_contacts_merge_preview"], params: PostContactsMergePreview | None = None) -> _Any_co:
        """Check whether a lead can be merged into a user, and what that would change."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_contacts_activities"], params: GetContactsActivities | None = None) -> _Any_co:
        """List changes to contacts across the workspace: created, role changed, merged, deleted."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_contacts_by_id_merge_history"], params: GetContactsByIdMergeHistory) -> _Any_co:
        """List the contacts that were merged into one user."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["put_contacts_bulk"], params: PutContactsBulk | None = None) -> _Any_co:
        """Update up to 100 contacts in the background, with their tags and companies."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_contacts_bulk"], params: PostContactsBulk | None = None) -> _Any_co:
        """Create up to 100 contacts in the background."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_contacts_bulk_delete"], params: PostContactsBulkDelete | None = None) -> _Any_co:
        """Delete up to 100 contacts for good, in the background."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_contacts_bulk_by_id"], params: GetContactsBulkById) -> _Any_co:
        """Check whether a bulk job on contacts has finished."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_contacts_by_contact_id_subscriptions"], params: PostContactsByContactIdSubscriptions) -> _Any_co:
        """Attach a subscription type to a contact: opts in or opts out, by its consent type."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_contacts_by_contact_id_subscriptions_by_id"], params: DeleteContactsByContactIdSubscriptionsById) -> _Any_co:
        """Detach a subscription type from a contact, undoing the opt-in or opt-out."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_subscription_types"], params: WithIntercomVersion | None = None) -> _Any_co:
        """List the kinds of messages contacts can opt in to or out of."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_contacts_by_contact_id_tags"], params: PostContactsByContactIdTags) -> _Any_co:
        """Tag a contact with an existing tag."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_contacts_by_contact_id_tags_by_id"], params: DeleteContactsByContactIdTagsById) -> _Any_co:
        """Remove a tag from a contact; the tag itself stays."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_conversations_by_conversation_id_tags"], params: PostConversationsByConversationIdTags) -> _Any_co:
        """Tag a conversation with an existing tag."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_conversations_by_conversation_id_tags_by_id"], params: DeleteConversationsByConversationIdTagsById) -> _Any_co:
        """Remove a tag from a conversation; the tag itself stays."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_tags"], params: WithIntercomVersion | None = None) -> _Any_co:
        """List every tag of the workspace."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_tags"], params: PostTags) -> _Any_co:
        """Create or rename a tag, put it on companies or many users, or take it off companies."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_tags_by_id"], params: GetTagsById) -> _Any_co:
        """Get one tag's name by its id."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_tags_by_id"], params: DeleteTagsById) -> _None_co:
        """Delete a tag from the whole workspace."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_tickets_by_ticket_id_tags"], params: PostTicketsByTicketIdTags) -> _Any_co:
        """Tag a ticket with an existing tag."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_tickets_by_ticket_id_tags_by_id"], params: DeleteTicketsByTicketIdTagsById) -> _Any_co:
        """Remove a tag from a ticket; the tag itself stays."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_content_snippets"], params: GetContentSnippets | None = None) -> _Any_co:
        """List the content snippets: short texts that only the AI (Fin and Copilot) uses."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_content_snippets"], params: PostContentSnippets) -> _Any_co:
        """Write a content snippet, a short text for Fin and the other AI agents to use."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_content_snippets_by_id"], params: GetContentSnippetsById) -> _Any_co:
        """Get one content snippet with its text and which AI may use it."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["put_content_snippets_by_id"], params: PutContentSnippetsById) -> _Any_co:
        """Edit a content snippet (a short text for the AI), its audiences or which AI may use it."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_content_snippets_by_id"], params: DeleteContentSnippetsById) -> _None_co:
        """Delete a content snippet, a short text that AI agents answer from."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_content_snippets_by_content_snippet_id_tags"], params: PostContentSnippetsByContentSnippetIdTags) -> _Any_co:
        """Tag a content snippet with an existing tag."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_content_snippets_by_content_snippet_id_tags_by_id"], params: DeleteContentSnippetsByContentSnippetIdTagsById) -> _Any_co:
        """Remove a tag from a content snippet; the tag itself stays."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_conversations"], params: GetConversations | None = None) -> _Any_co:
        """List all conversations, page by page, without their messages."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_conversations"], params: PostConversations) -> _Any_co:
        """Start a conversation on behalf of a contact, as if they had written in."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_conversations_by_id"], params: GetConversationsById) -> _Any_co:
        """Read one conversation with its messages, notes and history."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["put_conversations_by_id"], params: PutConversationsById) -> _Any_co:
        """Update a conversation's title, priority, read mark, company or custom attributes."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_conversations_by_id"], params: DeleteConversationsById) -> _Any_co:
        """Delete a conversation for good."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_conversations_search"], params: PostConversationsSearch) -> _Any_co:
        """Search conversations by state, assignee, tag, contact, date, text or rating."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_conversations_by_id_reply"], params: PostConversationsByIdReply) -> _Any_co:
        """Reply in a conversation as a teammate or the contact, or leave an internal note."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_conversations_by_id_parts"], params: PostConversationsByIdParts) -> _Any_co:
        """Close, snooze, reopen, assign or unassign a conversation (chat)."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["put_conversations_by_conversation_id_conversation_parts_by_id"], params: PutConversationsByConversationIdConversationPartsById) -> _Any_co:
        """Report how an outside reply was sent, or mark a message as seen by a teammate."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_conversations_by_id_customers"], params: PostConversationsByIdCustomers) -> _Any_co:
        """Add another contact to a conversation as a participant (group chat)."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_conversations_by_conversation_id_customers_by_contact_id"], params: DeleteConversationsByConversationIdCustomersByContactId) -> _Any_co:
        """Remove a contact from a conversation with several participants."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_conversations_by_id_handling_events"], params: GetConversationsByIdHandlingEvents) -> _Any_co:
        """List when teammates paused and resumed work on a conversation."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_conversations_by_id_side_conversations"], params: GetConversationsByIdSideConversations) -> _Any_co:
        """List the side conversations teammates opened within a conversation, with messages."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_conversations_redact"], params: PostConversationsRedact) -> _Any_co:
        """Blank out one message of a conversation, for example to hide personal data."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_conversations_by_id_convert"], params: PostConversationsByIdConvert) -> _Any_co:
        """Turn a conversation into a customer ticket."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_conversations_deleted"], params: GetConversationsDeleted | None = None) -> _Any_co:
        """List the ids of deleted conversations, with the time each was deleted."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_conversations_by_id_merge"], params: PostConversationsByIdMerge) -> _Any_co:
        """Merge one conversation into another, which goes on as the thread."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_conversations_by_id_run_assignment_rules"], params: PostConversationsByIdRunAssignmentRules) -> _Any_co:
        """Assign a conversation by the workspace's assignment rules (API 2.7 to 2.11)."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_custom_channel_events_notify_new_conversation"], params: PostCustomChannelEventsNotifyNewConversation) -> _Any_co:
        """Report that a conversation began on a channel you run yourself (custom channel)."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_custom_channel_events_notify_new_message"], params: PostCustomChannelEventsNotifyNewMessage) -> _Any_co:
        """Tell Intercom that a customer wrote on your own (custom) channel."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_custom_channel_events_notify_quick_reply_selected"], params: PostCustomChannelEventsNotifyQuickReplySelected) -> _Any_co:
        """Report which quick reply button a customer chose on your custom channel."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_custom_channel_events_notify_attribute_collected"], params: PostCustomChannelEventsNotifyAttributeCollected) -> _Any_co:
        """Report what a customer entered in a form field on a channel you run yourself."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_custom_object_instances_by_custom_object_type_identifier"], params: GetCustomObjectInstancesByCustomObjectTypeIdentifier) -> _Any_co:
        """Get a custom object record by your own external id, or list a type's records."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_custom_object_instances_by_custom_object_type_identifier"], params: PostCustomObjectInstancesByCustomObjectTypeIdentifier) -> _Any_co:
        """Create a custom object record (such as an order), or update it by external id."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_custom_object_instances_by_custom_object_type_identifier"], params: DeleteCustomObjectInstancesByCustomObjectTypeIdentifier) -> _Any_co:
        """Delete a custom object record by your own external id."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_custom_object_instances_by_custom_object_type_identifier_by_id"], params: GetCustomObjectInstancesByCustomObjectTypeIdentifierById) -> _Any_co:
        """Get a custom object record by its Intercom id."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_custom_object_instances_by_custom_object_type_identifier_by_id"], params: DeleteCustomObjectInstancesByCustomObjectTypeIdentifierById) -> _Any_co:
        """Delete a custom object record by its Intercom id."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_data_attributes"], params: GetDataAttributes | None = None) -> _Any_co:
        """List the attributes (standard and custom fields) of contacts and companies."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_data_attributes"], params: PostDataAttributes) -> _Any_co:
        """Define a new custom attribute (field) for contacts or companies."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["put_data_attributes_by_id"], params: PutDataAttributesById) -> _Any_co:
        """Edit or archive a custom attribute of contacts or companies."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_data_connectors"], params: GetDataConnectors | None = None) -> _Any_co:
        """List the data connectors: how workflows and Fin (the AI agent) reach other systems."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_data_connectors"], params: PostDataConnectors | None = None) -> _Any_co:
        """Create a data connector, through which Fin or workflows use an outside API."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_data_connectors_by_id"], params: GetDataConnectorsById) -> _Any_co:
        """Get one data connector's full configuration, with inputs and mappings."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_data_connectors_by_id"], params: DeleteDataConnectorsById) -> _Any_co:
        """Delete a data connector that is a draft and that nothing uses."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["patch_data_connectors_by_id"], params: PatchDataConnectorsById) -> _Any_co:
        """Change a data connector's request, inputs or users, or set it live or to draft."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_data_connectors_by_data_connector_id_execution_results"], params: GetDataConnectorsByDataConnectorIdExecutionResults) -> _Any_co:
        """List the recent runs of a data connector (a saved request to an outside API)."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_data_connectors_by_data_connector_id_execution_results_by_id"], params: GetDataConnectorsByDataConnectorIdExecutionResultsById) -> _Any_co:
        """Get one run of a data connector with the request and response it exchanged."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_events"], params: GetEvents) -> _Any_co:
        """List the tracked events (activity) of one contact, or a summary of them."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_events"], params: PostEvents) -> _None_co:
        """Record that a contact did something (a tracked event, such as placed-order)."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_events_summaries"], params: PostEventsSummaries) -> _None_co:
        """Add to the event counts of a user, with first and last time, without single events."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_export_content_data"], params: PostExportContentData) -> _Any_co:
        """Start an export job of who got outbound messages in a date range and how they reacted."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_export_content_data_by_job_identifier"], params: GetExportContentDataByJobIdentifier) -> _Any_co:
        """Check whether an export job started with post_export_content_data has finished."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_export_cancel_by_job_identifier"], params: PostExportCancelByJobIdentifier) -> _Any_co:
        """Cancel a running export of messages (content data)."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_download_content_data_by_job_identifier"], params: GetDownloadContentDataByJobIdentifier) -> _Bytes_co:
        """Download the file of a finished message export (gzipped CSV)."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_export_workflows_by_id"], params: GetExportWorkflowsById) -> _Any_co:
        """Export the full definition of one workflow, with its steps and targeting."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_jobs_status_by_id"], params: GetJobsStatusById) -> _Any_co:
        """Check whether a ticket created in the background is ready."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_macros"], params: GetMacros | None = None) -> _Any_co:
        """List the macros (saved replies) of the workspace, last changed first."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_macros_by_id"], params: GetMacrosById) -> _Any_co:
        """Get one macro (saved reply) with its text."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_messages"], params: PostMessages) -> _Any_co:
        """Send a message from a teammate to a contact: in-app, email, SMS or WhatsApp."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_messages_status"], params: GetMessagesStatus) -> _Any_co:
        """List how the WhatsApp messages of one outbound message set were delivered."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_messages_whatsapp_status"], params: GetMessagesWhatsappStatus) -> _Any_co:
        """Check whether one WhatsApp message was sent, delivered, read or failed."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_teams_by_team_id_metrics"], params: GetTeamsByTeamIdMetrics) -> _Any_co:
        """Count each team member's open, idle and snoozed conversations right now."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_teams"], params: WithIntercomVersion | None = None) -> _Any_co:
        """List the teams that conversations can be assigned to."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_teams_by_id"], params: GetTeamsById) -> _Any_co:
        """Get one team and the ids of its members."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["put_teams_by_id"], params: PutTeamsById) -> _Any_co:
        """Replace the members of a team by a full list of teammates."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_news_news_items"], params: GetNewsNewsItems | None = None) -> _Any_co:
        """List all news items (announcements to customers), drafts and live ones."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_news_news_items"], params: PostNewsNewsItems) -> _Any_co:
        """Write a news item (product announcement), as a draft or live."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_news_news_items_by_id"], params: GetNewsNewsItemsById) -> _Any_co:
        """Get one news item with its text and newsfeed assignments."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["put_news_news_items_by_id"], params: PutNewsNewsItemsById) -> _Any_co:
        """Edit a news item, set it live or back to draft, or change its newsfeeds."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_news_news_items_by_id"], params: DeleteNewsNewsItemsById) -> _Any_co:
        """Delete a news item (product announcement)."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_news_newsfeeds_by_id_items"], params: GetNewsNewsfeedsByIdItems) -> _Any_co:
        """List the news items now live on one newsfeed."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_news_newsfeeds"], params: GetNewsNewsfeeds | None = None) -> _Any_co:
        """List the newsfeeds that news items can be published to."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_news_newsfeeds_by_id"], params: GetNewsNewsfeedsById) -> _Any_co:
        """Get one newsfeed's name and dates."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_segments"], params: GetSegments | None = None) -> _Any_co:
        """List the workspace's segments, with contact counts on request."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_segments_by_id"], params: GetSegmentsById) -> _Any_co:
        """Get one segment's name and details."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_phone_call_redirects"], params: PostPhoneCallRedirects) -> _Any_co:
        """Text (SMS) a caller a link that moves their phone call to the Messenger."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_calls"], params: GetCalls | None = None) -> _Any_co:
        """List phone calls, page by page."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_calls_by_id"], params: GetCallsById) -> _Any_co:
        """Get the details of one phone call."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_calls_by_id_recording"], params: GetCallsByIdRecording) -> _Any_co:
        """Get the audio recording of a phone call, as a signed link."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_calls_by_id_transcript"], params: GetCallsByIdTranscript) -> _Text_co:
        """Get the written transcript of one phone call as plain text."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_calls_search"], params: PostCallsSearch) -> _Any_co:
        """Get the phone calls of given conversations, with their transcripts."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_fin_voice_register"], params: PostFinVoiceRegister) -> _Any_co:
        """Register an outside phone call with Fin Voice, the AI that answers phone calls."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_fin_voice_collect_by_id"], params: GetFinVoiceCollectById) -> _Any_co:
        """Get one phone call registered with Fin Voice (AI) by its reference number."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_fin_voice_external_id_by_external_id"], params: GetFinVoiceExternalIdByExternalId) -> _Any_co:
        """Look up a phone call of Fin Voice (the AI agent) by the phone provider's id."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_fin_voice_phone_number_by_phone_number"], params: GetFinVoicePhoneNumberByPhoneNumber) -> _Any_co:
        """Look up the latest phone call of a number that was registered with Fin Voice (AI)."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_fin_voice_conversation_by_conversation_id"], params: GetFinVoiceConversationByConversationId) -> _Any_co:
        """List the phone calls of one conversation that were registered with Fin Voice (AI)."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_ticket_states"], params: WithIntercomVersion | None = None) -> _Any_co:
        """List the states a ticket can be in, built-in and custom."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_ticket_types_by_ticket_type_id_attributes"], params: PostTicketTypesByTicketTypeIdAttributes) -> _Any_co:
        """Add an attribute (form field) to a ticket type."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["put_ticket_types_by_ticket_type_id_attributes_by_id"], params: PutTicketTypesByTicketTypeIdAttributesById) -> _Any_co:
        """Edit or archive an attribute (form field) of a ticket type."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_ticket_types"], params: WithIntercomVersion | None = None) -> _Any_co:
        """List the ticket types with their attributes."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_ticket_types"], params: PostTicketTypes) -> _Any_co:
        """Create a ticket type (Customer, Back-office or Tracker)."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_ticket_types_by_id"], params: GetTicketTypesById) -> _Any_co:
        """Get one ticket type with its attributes."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["put_ticket_types_by_id"], params: PutTicketTypesById) -> _Any_co:
        """Edit or archive a ticket type."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_tickets_by_id_reply"], params: PostTicketsByIdReply) -> _Any_co:
        """Reply on a ticket as a teammate or the contact, or leave an internal note."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_tickets"], params: PostTickets) -> _Any_co:
        """Open a new ticket for a contact and get it back at once."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_tickets_enqueue"], params: PostTicketsEnqueue) -> _Any_co:
        """Open a new ticket in the background and get a job to follow."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_tickets_by_id"], params: GetTicketsById) -> _Any_co:
        """Read one ticket with its fields, state and history."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["put_tickets_by_id"], params: PutTicketsById) -> _Any_co:
        """Change a ticket: state, fields, assignee, snooze, close or share with the customer."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_tickets_by_id"], params: DeleteTicketsById) -> _Any_co:
        """Delete a ticket for good, with its replies and files."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_tickets_by_ticket_id_change_type"], params: PostTicketsByTicketIdChangeType) -> _Any_co:
        """Change a ticket to another ticket type of the same category."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_tickets_search"], params: PostTicketsSearch) -> _Any_co:
        """Search tickets by title, state, type, assignee, contact, date or field value."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_tickets_by_ticket_id_linked_conversations"], params: PostTicketsByTicketIdLinkedConversations) -> _Any_co:
        """Link a conversation or customer ticket to a tracker ticket."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_tickets_by_ticket_id_linked_conversations_by_id"], params: DeleteTicketsByTicketIdLinkedConversationsById) -> _Any_co:
        """Unlink a conversation or customer ticket from a tracker ticket; both stay."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_visitors"], params: GetVisitors) -> _Any_co:
        """Get one anonymous website visitor by user id."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["put_visitors"], params: PutVisitors) -> _Any_co:
        """Update an anonymous website visitor's name or custom attributes."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_visitors_convert"], params: PostVisitorsConvert) -> _Any_co:
        """Turn an anonymous visitor into a lead or user, or merge them into a user."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_brands"], params: WithIntercomVersion | None = None) -> _Any_co:
        """List the brands of the workspace, with the default one."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_brands_by_id"], params: GetBrandsById) -> _Any_co:
        """Get one brand by id."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_emails"], params: WithIntercomVersion | None = None) -> _Any_co:
        """List the email addresses the workspace sends from, with their settings."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_emails_by_id"], params: GetEmailsById) -> _Any_co:
        """Get the settings of one sender email address."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_audiences"], params: GetAudiences | None = None) -> _Any_co:
        """List the audiences that Fin and its content can be targeted at."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_audiences"], params: PostAudiences) -> _Any_co:
        """Define an audience: a group of contacts at whom content for Fin (the AI agent) is aimed."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_audiences_by_id"], params: GetAudiencesById) -> _Any_co:
        """Get one audience (group of contacts for AI content) with its rules."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["put_audiences_by_id"], params: PutAudiencesById) -> _Any_co:
        """Rename an audience or change which contacts belong to it."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_audiences_by_id"], params: DeleteAudiencesById) -> _None_co:
        """Delete an audience, a group of contacts at whom content for Fin (AI agent) is aimed."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_office_hours_schedules"], params: WithIntercomVersion | None = None) -> _Any_co:
        """List the office hours schedules of the workspace, with their weekly hours."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_office_hours_schedules"], params: PostOfficeHoursSchedules) -> _Any_co:
        """Create an office hours schedule for the week."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_office_hours_schedules_by_id"], params: GetOfficeHoursSchedulesById) -> _Any_co:
        """Get one office hours schedule with its weekly hours and time zone."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["put_office_hours_schedules_by_id"], params: PutOfficeHoursSchedulesById) -> _Any_co:
        """Change an office hours schedule's name, time zone or weekly hours."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_office_hours_schedules_by_id"], params: DeleteOfficeHoursSchedulesById) -> _Any_co:
        """Delete an office hours schedule."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_office_hours_schedules_by_schedule_id_exceptions"], params: GetOfficeHoursSchedulesByScheduleIdExceptions) -> _Any_co:
        """List the exceptions (holidays, special hours) of an office hours schedule."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_office_hours_schedules_by_schedule_id_exceptions"], params: PostOfficeHoursSchedulesByScheduleIdExceptions) -> _Any_co:
        """Add a holiday, or a day with other hours, to an office hours schedule."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_office_hours_schedules_by_schedule_id_exceptions_by_id"], params: GetOfficeHoursSchedulesByScheduleIdExceptionsById) -> _Any_co:
        """Get one exception (holiday or special day) of an office hours schedule."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["put_office_hours_schedules_by_schedule_id_exceptions_by_id"], params: PutOfficeHoursSchedulesByScheduleIdExceptionsById) -> _Any_co:
        """Change the date, hours or yearly repeat of an office hours exception."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_office_hours_schedules_by_schedule_id_exceptions_by_id"], params: DeleteOfficeHoursSchedulesByScheduleIdExceptionsById) -> _Any_co:
        """Delete an office hours exception, such as a holiday."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_contacts_by_id_banners"], params: GetContactsByIdBanners) -> _Any_co:
        """Fetch the banners to show a contact now, counting each one as shown."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_contacts_by_id_banners_by_view_id_dismiss"], params: PostContactsByIdBannersByViewIdDismiss) -> _Any_co:
        """Record that a contact closed a banner, so that it no longer shows for them."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_content_bulk_actions"], params: PostContentBulkActions) -> _Any_co:
        """Publish, unpublish, delete, tag or retarget many knowledge items in the background."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_content_search"], params: GetContentSearch | None = None) -> _Any_co:
        """Search all knowledge content at once, such as articles, snippets, pages and files."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_conversations_attributes"], params: GetConversationsAttributes | None = None) -> _Any_co:
        """List the attributes (custom fields) of conversations, with the options of lists."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_conversations_attributes"], params: PostConversationsAttributes) -> _Any_co:
        """Define a new custom attribute (field) for conversations."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_conversations_attributes_by_id"], params: GetConversationsAttributesById) -> _Any_co:
        """Get one conversation attribute (custom field), with its options if it is a list."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["put_conversations_attributes_by_id"], params: PutConversationsAttributesById) -> _Any_co:
        """Rename a conversation attribute (field), or change who sees it and if it is required."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_conversations_attributes_by_id"], params: DeleteConversationsAttributesById) -> _Any_co:
        """Archive a conversation attribute (custom field), so that it is out of use."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_conversations_attributes_by_id_options"], params: PostConversationsAttributesByIdOptions) -> _Any_co:
        """Add a choice to a list attribute of conversations."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["put_conversations_attributes_by_id_options_by_option_id"], params: PutConversationsAttributesByIdOptionsByOptionId) -> _Any_co:
        """Rename a choice of a list attribute of conversations."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_conversations_attributes_by_id_options_by_option_id"], params: DeleteConversationsAttributesByIdOptionsByOptionId) -> _Any_co:
        """Archive one choice (option) of a list conversation attribute."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_ecommerce_connectors_by_id_catalog"], params: PostEcommerceConnectorsByIdCatalog) -> _Any_co:
        """Upload the product catalog file that Fin, the AI agent, recommends from."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_secure_mode_secrets"], params: WithIntercomVersion | None = None) -> _Any_co:
        """List the secrets of identity verification by name, without their values."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_secure_mode_secrets"], params: PostSecureModeSecrets | None = None) -> _Any_co:
        """Create an identity verification secret for the Messenger on web, iOS or Android."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["delete_secure_mode_secrets_by_id"], params: DeleteSecureModeSecretsById) -> _None_co:
        """Delete an identity verification secret of the Messenger."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["post_procedures_by_conversation_id_collect_agent_input"], params: PostProceduresByConversationIdCollectAgentInput) -> _Any_co:
        """Give a procedure of Fin, the AI agent, the human input it is waiting for."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["get_ip_allowlist"], params: WithIntercomVersion | None = None) -> _Any_co:
        """Show which IP addresses may use the workspace, and whether the list is enforced."""
    @overload
    def __call__(self, connection_name: str, action_name: Literal["put_ip_allowlist"], params: PutIpAllowlist | None = None) -> _Any_co:
        """Set which IP addresses may reach the workspace, or switch that limit on or off."""
    @overload
    def __call__(self, connection_name: str, action_name: str, *, payload: Mapping[str, Any]) -> _Any_co: ...
    @overload
    def __call__(self, connection_name: str, *, action: str, payload: Mapping[str, Any] | None = None) -> _Any_co: ...
    @overload
    def __call__(self, connection_name: str, *, action: str, params: Mapping[str, Any]) -> _Any_co: ...
    @overload
    def __call__(self, connection_name: str, action_name: ActionThatNeedsNoParams[Never], params: None = None) -> _Any_co: ...

class _RunMethod:
    @overload
    def __get__(self, instance: None, owner: type[Any]) -> Callable[..., Any]: ...
    @overload
    def __get__(self, instance: object, owner: type[Any] | None = None) -> Run[Any, None, str, bytes]: ...

class _AsyncRunMethod:
    @overload
    def __get__(self, instance: None, owner: type[Any]) -> Callable[..., Coroutine[Any, Any, Any]]: ...
    @overload
    def __get__(self, instance: object, owner: type[Any] | None = None) -> Run[Coroutine[Any, Any, Any], Coroutine[Any, Any, None], Coroutine[Any, Any, str], Coroutine[Any, Any, bytes]]: ...

def typed_run(function: Callable[..., Any]) -> _RunMethod: ...
def typed_async_run(function: Callable[..., Coroutine[Any, Any, Any]]) -> _AsyncRunMethod: ...
def typed_dispatch(function: Callable[..., Any]) -> RunConnectionAction[Any, None, str, bytes]: ...
def typed_async_dispatch(function: Callable[..., Coroutine[Any, Any, Any]]) -> RunConnectionAction[Coroutine[Any, Any, Any], Coroutine[Any, Any, None], Coroutine[Any, Any, str], Coroutine[Any, Any, bytes]]: ...
