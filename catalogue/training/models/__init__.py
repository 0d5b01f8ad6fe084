"""What professionals register for: course pages, registrations, trainees."""

from .course import CourseIndexPage, CoursePage, Theme
from .registration import FunderKind, Registration, RegistrationEvent, RegistrationState
from .trainee import Trainee

__all__ = [
    "CourseIndexPage",
    "CoursePage",
    "FunderKind",
    "Registration",
    "RegistrationEvent",
    "RegistrationState",
    "Theme",
    "Trainee",
]
