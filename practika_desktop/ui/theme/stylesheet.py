"""The style sheet of all common widgets, built from the colours and sizes.

One function a family of widgets; the looks that a pane may choose are named in `roles`. A border grows from 1 to 2 px
where the keyboard is, and the padding gives the pixel back, so that nothing moves.
"""

from collections.abc import Callable
from pathlib import Path

from practika_desktop.ui.theme.metrics import Metrics, TypeStep
from practika_desktop.ui.theme.tokens import Tokens, colour_names

Images = dict[str, Path]


def build(tokens: Tokens, metrics: Metrics, images: Images) -> str:
    """Return the whole style sheet; images are tinted SVG files by name (see `Theme`)."""
    names = {name: getattr(tokens, name).name() for name in colour_names()}
    names |= {f"s{n}": f"{metrics.space(n)}px" for n in (1, 2, 3, 4, 5, 6, 8)}
    names |= {f"t_{step.name.lower()}": f"{metrics.points(step)}pt" for step in TypeStep}
    names |= {f"i_{name.replace('-', '_')}": f'url("{path.as_posix()}")' for name, path in images.items()}
    names |= _paddings(metrics)
    return "\n".join(_filled(family(), names) for family in _FAMILIES)


def _paddings(metrics: Metrics) -> dict[str, str]:
    """Return the paddings of buttons and fields, resting and with the wider border of the focus."""
    tall, wide = metrics.space(1), metrics.space(3)
    return {
        "pad": f"{tall}px {wide}px",
        "pad_focus": f"{tall - 1}px {wide - 1}px",
        "pad_field": f"{tall}px {metrics.space(2)}px",
        "pad_field_focus": f"{tall - 1}px {metrics.space(2) - 1}px",
        "pad_tool": f"{tall}px",
        "pad_tool_focus": f"{tall - 1}px",
        "pad_tab": f"{metrics.space(2)}px {wide}px",
        "pad_tab_focus": f"{metrics.space(2) - 2}px {wide - 2}px {metrics.space(2)}px",
        "pad_chip_focus": f"1px {wide - 1}px",
        "icon": f"{metrics.space(4)}px",
        "indicator": f"{metrics.space(4)}px",
        "bar": f"{metrics.space(2.5)}px",
        "radius": f"{metrics.space(1.5)}px",
        "radius_small": f"{metrics.space(1)}px",
        "radius_large": f"{metrics.space(2.5)}px",
        "pill": f"{metrics.space(3)}px",
        "tall": f"{metrics.space(4.5)}px",
    }


def _filled(template: str, names: dict[str, str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        template = template.replace(f"@{name}@", names[name])
    return template


def _grounds() -> str:
    return """
QWidget { color: @text@; }
QMainWindow, QDialog, QMessageBox { background: @window@; }
QDialog, QMessageBox { background: @panel@; }
QDialogButtonBox, QMessageBox { dialogbuttonbox-buttons-have-icons: 0; }
QFrame[role="panel"], QWidget[role="panel"] { background: @panel@; border: none; }
QFrame[role="card"] { background: @raised@; border: 1px solid @line@; border-radius: @radius_large@; }
QFrame[role="bar"] { background: @panel@; border: none; border-bottom: 1px solid @line@; }
QFrame[role="well"] { background: @sunken@; border: none; border-radius: @radius@; }
QFrame[role="line"] { background: @line@; border: none; }
QToolTip { background: @raised@; color: @text@; border: 1px solid @line@; padding: @s1@ @s2@; }
QSplitter::handle { background: @window@; }
QSplitter::handle:hover, QSplitter::handle:pressed { background: @accent@; }
QSplitter::handle:horizontal { width: 5px; }
QSplitter::handle:vertical { height: 5px; }
QStatusBar { background: @window@; color: @text_soft@; border: none; }
QStatusBar::item { border: none; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[role="panel"] { background: @panel@; }
QGroupBox { border: none; margin-top: @s6@; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; }
"""


def _labels() -> str:
    return """
QLabel { background: transparent; }
QLabel:disabled { color: @text_faint@; }
QLabel[role="display"] { font-size: @t_display@; font-weight: 600; }
QLabel[role="heading"] { font-size: @t_heading@; font-weight: 600; }
QLabel[role="title"] { font-size: @t_title@; font-weight: 600; }
QLabel[role="soft"] { color: @text_soft@; }
QLabel[role="caption"] { color: @text_soft@; font-size: @t_caption@; }
QLabel[role="danger-text"] { color: @danger_ink@; }
QLabel[role="picture-text"] { color: @picture_text@; }
QLabel[role="key"] { color: @text@; background: @field@; border: 1px solid @outline@; border-radius: @radius_small@;
    padding: 1px @s2@; font-size: @t_caption@; }
"""


def _buttons() -> str:
    return """
QPushButton { background: @raised@; border: 1px solid @outline@; border-radius: @radius@; padding: @pad@;
    min-height: @tall@; }
QPushButton, QToolButton, QLineEdit, QCheckBox { icon-size: @icon@; }
QPushButton:hover { background: @hover@; }
QPushButton:pressed, QPushButton:checked { background: @pressed@; }
QPushButton:focus { border: 2px solid @focus@; padding: @pad_focus@; }
QPushButton:disabled { color: @text_faint@; border-color: @line@; background: transparent; }
QPushButton::menu-indicator { image: @i_chevron_down@; width: @s3@; height: @s3@; subcontrol-position: right center;
    right: @s2@; }
QPushButton[role="primary"], QPushButton:default { background: @accent@; border-color: @accent@; color: @accent_text@;
    font-weight: 600; }
QPushButton[role="primary"]:hover, QPushButton:default:hover { background: @accent_hover@; }
QPushButton[role="primary"]:focus, QPushButton:default:focus { border-color: @text@; }
QPushButton[role="primary"]:disabled, QPushButton:default:disabled { background: @pressed@; color: @text_faint@;
    border-color: @pressed@; }
QPushButton[role="danger"] { background: @danger@; border-color: @danger@; color: @danger_text@; font-weight: 600; }
QPushButton[role="danger"]:focus { border-color: @text@; }
QPushButton[role="danger"]:disabled { background: @pressed@; color: @text_faint@; border-color: @pressed@; }
QPushButton[role="quiet"] { background: transparent; border-color: transparent; color: @accent_ink@; }
QPushButton[role="quiet"]:hover { background: @hover@; }
QPushButton[role="quiet"]:focus { border-color: @focus@; }
QPushButton[role="quiet"]:disabled { color: @text_faint@; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: @radius@; padding: @pad_tool@;
    color: @text@; }
QToolButton:hover { background: @hover@; }
QToolButton:pressed { background: @pressed@; }
QToolButton:checked { background: @selected@; color: @accent_ink@; }
QToolButton:focus { border: 2px solid @focus@; padding: @pad_tool_focus@; }
QToolButton:disabled { color: @text_faint@; }
QToolButton::menu-indicator { image: none; }
QToolButton[role="chip"], QPushButton[role="chip"] { border: 1px solid @outline@; border-radius: @pill@;
    padding: 2px @s3@; min-height: @s4@; }
QToolButton[role="chip"]:checked, QPushButton[role="chip"]:checked { background: @selected@; border-color: @accent@;
    color: @accent_ink@; }
QToolButton[role="chip"]:focus, QPushButton[role="chip"]:focus { border: 2px solid @focus@;
    padding: @pad_chip_focus@; }
"""


def _fields() -> str:
    return """
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QDateEdit, QDateTimeEdit, QTimeEdit, QKeySequenceEdit {
    background: @field@; border: 1px solid @outline@; border-radius: @radius@; padding: @pad_field@;
    selection-background-color: @accent@; selection-color: @accent_text@; }
QLineEdit, QSpinBox, QDoubleSpinBox, QDateEdit, QDateTimeEdit, QTimeEdit { min-height: @tall@; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QDateEdit:focus,
QDateTimeEdit:focus, QTimeEdit:focus { border: 2px solid @focus@; padding: @pad_field_focus@; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QSpinBox:disabled, QDateTimeEdit:disabled {
    color: @text_faint@; background: @panel@; border-color: @line@; }
QLineEdit:read-only { background: @panel@; }
QKeySequenceEdit { padding: 0; border: none; }
QSpinBox, QDoubleSpinBox { qproperty-alignment: "AlignCenter"; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus { border: none; padding: 0 @s2@; background: transparent;
    min-height: 0; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: @s5@; background: transparent;
    subcontrol-origin: margin; margin-right: 2px; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: @hover@; }
QAbstractSpinBox::up-arrow { image: @i_chevron_up@; width: @s3@; height: @s3@; }
QAbstractSpinBox::down-arrow { image: @i_chevron_down@; width: @s3@; height: @s3@; }
QComboBox { background: @field@; border: 1px solid @outline@; border-radius: @radius@; padding: @pad_field@;
    min-height: @tall@; }
QComboBox:hover { background: @hover@; }
QComboBox:focus { border: 2px solid @focus@; padding: @pad_field_focus@; }
QComboBox:disabled { color: @text_faint@; border-color: @line@; background: @panel@; }
QComboBox::drop-down { border: none; width: @s5@; }
QComboBox::down-arrow, QDateTimeEdit::down-arrow, QDateEdit::down-arrow { image: @i_chevron_down@; width: @s3@;
    height: @s3@; }
QDateTimeEdit::drop-down, QDateEdit::drop-down { border: none; width: @s6@; }
QComboBox QLineEdit, QComboBox QLineEdit:focus { border: none; padding: 0; background: transparent; min-height: 0; }
QComboBox QAbstractItemView { background: @raised@; border: 1px solid @line@; outline: none; padding: @s1@;
    selection-background-color: @selected@; selection-color: @text@; }
QCheckBox, QRadioButton { spacing: @s2@; background: transparent; padding: 2px; border: 2px solid transparent;
    border-radius: @radius_small@; }
QCheckBox:focus, QRadioButton:focus { border-color: @focus@; }
QCheckBox:disabled, QRadioButton:disabled { color: @text_faint@; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator { width: @indicator@; height: @indicator@;
    background: @field@; border: 1px solid @outline@; border-radius: @radius_small@; }
QRadioButton::indicator { border-radius: @s2@; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { background: @accent@; border-color: @accent@;
    image: @i_check@; }
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate { background: @accent@;
    border-color: @accent@; image: @i_dash@; }
QRadioButton::indicator:checked { background: @accent@; border-color: @accent@; image: @i_dot@; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: @panel@; border-color: @line@; }
"""


def _lists() -> str:
    return """
QAbstractItemView { background: @field@; border: 1px solid @line@; border-radius: @radius@; padding: 1px; outline: none;
    selection-background-color: @selected@; selection-color: @text@; alternate-background-color: @panel@; }
QAbstractItemView:focus { border: 2px solid @focus@; padding: 0; }
QListView::item, QTreeView::item { padding: @s1@ @s2@; min-height: @s5@; border-radius: @radius_small@; }
QTableView::item { padding: 0 @s2@; }
QListView::item:hover, QTreeView::item:hover { background: @hover@; }
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected { background: @selected@; color: @text@; }
QTableView { gridline-color: @line@; }
QAbstractItemView[role="plain"], QPlainTextEdit[role="plain"], QTextEdit[role="plain"] { background: transparent;
    border: 2px solid transparent; border-radius: 0; padding: 0; }
QAbstractItemView[role="plain"]:focus { border: 2px solid @focus@; border-radius: @radius_small@; }
QAbstractItemView[role="pages"] { background: transparent; border: none; padding: 0; }
QAbstractItemView[role="pages"]::item { border: 2px solid transparent; padding: @s1@; border-radius: @radius@; }
QAbstractItemView[role="pages"]::item:focus { border-color: @focus@; }
QHeaderView { background: @panel@; border: none; }
QHeaderView::section { background: @panel@; color: @text_soft@; border: none; border-bottom: 1px solid @line@;
    padding: @s1@ @s2@; font-size: @t_caption@; font-weight: 600; }
QTableCornerButton::section { background: @panel@; border: none; }
QTreeView::branch { background: transparent; }
QTreeView::branch:has-children:closed { image: @i_chevron_right@; }
QTreeView::branch:has-children:open { image: @i_chevron_down@; }
"""


def _tabs_and_menus() -> str:
    return """
QTabWidget::pane { border: none; background: @panel@; }
QTabBar { background: @panel@; border: none; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: @text_soft@; border: none; border-bottom: 2px solid transparent;
    padding: @pad_tab@; margin: 0; }
QTabBar::tab:hover { color: @text@; background: @hover@; }
QTabBar::tab:selected { color: @accent_ink@; border-bottom: 2px solid @accent_ink@; }
QTabBar::tab:focus { border: 2px solid @focus@; padding: @pad_tab_focus@; }
QTabBar::tab:disabled { color: @text_faint@; }
QMenuBar { background: @window@; border: none; padding: 2px @s1@; }
QMenuBar::item { background: transparent; padding: @s1@ @s2@; border-radius: @radius_small@; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: @pressed@; }
QMenu { background: @raised@; border: 1px solid @line@; padding: @s1@; }
QMenu::item { padding: @s1@ @s8@ @s1@ @s2@; border-radius: @radius_small@; min-height: @s5@; }
QMenu::item:selected { background: @selected@; }
QMenu::item:disabled { color: @text_faint@; }
QMenu::icon { padding-left: @s2@; }
QMenu::icon:checked { background: @pressed@; border-radius: @radius_small@; }
QMenu::separator { height: 1px; background: @line@; margin: @s1@ @s2@; }
QMenu::indicator { width: @s4@; height: @s4@; margin-left: @s1@; }
QMenu::indicator:checked { image: @i_check_ink@; }
"""


def _bars() -> str:
    return """
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: @bar@; }
QScrollBar:horizontal { height: @bar@; }
QScrollBar::handle { background: @scroll@; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: @s8@; }
QScrollBar::handle:horizontal { min-width: @s8@; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: @outline@; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QSlider { background: transparent; border: 2px solid transparent; border-radius: @radius_small@; }
QSlider:focus { border-color: @focus@; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: @line@; }
QSlider::sub-page:horizontal { background: @accent@; border-radius: 2px; }
QSlider::handle:horizontal { width: 12px; height: 12px; margin: -4px 0; border-radius: 6px; background: @accent_ink@; }
QSlider::handle:horizontal:disabled, QSlider::sub-page:horizontal:disabled { background: @text_faint@; }
QProgressBar { background: @sunken@; border: none; border-radius: 3px; max-height: 6px; min-height: 6px;
    text-align: right; color: transparent; }
QProgressBar::chunk { background: @accent@; border-radius: 3px; }
"""


_FAMILIES: tuple[Callable[[], str], ...] = (_grounds, _labels, _buttons, _fields, _lists, _tabs_and_menus, _bars)
