"""Organizations and their members."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.storage.accounts import User
from app.storage.base import Base, Identified, Versioned, now
from reports.colors import Colors


class Role(StrEnum):
    """What a member may do."""

    LEAD = "lead"
    ASSESSOR = "assessor"
    RESPONDENT = "respondent"
    VIEWER = "viewer"


class OrganizationRow(Identified, Versioned, Base):
    """An organization.

    Attributes:
        time_zone: the IANA name of the zone in which pages and emails show times.
        main_color: the main color of reports, as `#rrggbb`; "" for Wayfinder's own. The same goes for `second_color`.
    """

    __tablename__ = "organization"

    name: Mapped[str] = mapped_column(String(300))
    industry: Mapped[str] = mapped_column(String(200), default="")
    it_staff: Mapped[int | None]
    time_zone: Mapped[str] = mapped_column(String(64), default="UTC", server_default="UTC")
    # Deferred, because most pages don't show the logo.
    logo: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    logo_type: Mapped[str] = mapped_column(String(40), default="")
    main_color: Mapped[str] = mapped_column(String(7), default="", server_default="")
    second_color: Mapped[str] = mapped_column(String(7), default="", server_default="")
    created_at: Mapped[datetime] = mapped_column(default=now)

    memberships: Mapped[list[Membership]] = relationship(back_populates="organization", cascade="all, delete-orphan")

    @property
    def report_colors(self) -> Colors:
        """The colors of the organization's reports and charts."""
        return Colors(self.main_color, self.second_color)


class HouseTemplate(Base):
    """A file whose styles and layouts an organization's Word or PowerPoint reports use; `ending` includes the dot."""

    __tablename__ = "house_template"

    organization_id: Mapped[str] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"), primary_key=True)
    ending: Mapped[str] = mapped_column(String(10), primary_key=True)
    file_name: Mapped[str] = mapped_column(String(255))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    uploaded_at: Mapped[datetime] = mapped_column(default=now)


class Membership(Identified, Versioned, Base):
    """A member: a user in an organization.

    Attributes:
        name: as entered by the lead; "" if the user created the organization. The same goes for `email`. Lists show
            these values instead of the account's own, so that adding a member doesn't reveal whether the email address
            had an account.
    """

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("organization_id", "user_id"),)

    organization_id: Mapped[str] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"))
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    role: Mapped[Role]
    name: Mapped[str] = mapped_column(String(200), default="", server_default="")
    email: Mapped[str] = mapped_column("address", String(320), default="", server_default="")
    created_at: Mapped[datetime] = mapped_column(default=now)

    organization: Mapped[OrganizationRow] = relationship(back_populates="memberships")
    user: Mapped[User] = relationship(lazy="joined")

    @property
    def shown_name(self) -> str:
        """The name that the organization knows."""
        return self.name or self.user.name

    @property
    def shown_email(self) -> str:
        """The email address that the organization knows."""
        return self.email or self.user.email
